package dev.tributary.ingestor.telegram.tdlib;

import dev.tributary.ingestor.telegram.tdlib.Platform.Glibc;
import java.nio.file.Path;
import java.util.List;

/// A build of TDLib that is known to work, where it is and what it must be. A build is the same
/// bytes wherever it comes from, so that its hash is all the trust that a mirror needs.
///
/// @param architecture as Java names it
/// @param path of the archive, below the host's root
/// @param entry the library's name inside its archive
/// @param oldest the C library that it needs at least
record TdBuild(
        String version,
        String architecture,
        Host host,
        String path,
        String entry,
        String sha256,
        Glibc oldest) {

    /// Where a build is published.
    enum Host {
        NPM,
        MAVEN
    }

    private static final String JAR =
            "dev/g000sha256/tdl-coroutines-jvm/12.0.1/tdl-coroutines-jvm-12.0.1.jar";

    /// The best first. That of npm has OpenSSL, zlib and the C++ library inside; those of Maven
    /// want the system's OpenSSL 3 and zlib.
    private static final List<TdBuild> KNOWN =
            List.of(
                    new TdBuild(
                            "1.8.65",
                            "amd64",
                            Host.NPM,
                            "@prebuilt-tdlib/linux-x64-glibc/-/linux-x64-glibc-0.1008065.0.tgz",
                            "package/libtdjson.so",
                            "d8f3282e4160580ffcdeaac95ac930ece51904b8fb595da109992e3f87ad903e",
                            new Glibc(2, 17)),
                    new TdBuild(
                            "1.8.64",
                            "amd64",
                            Host.MAVEN,
                            JAR,
                            "linux/x64/libtdjsonjava.so",
                            "52d9c6c70aba608db2a03d9610abca393a7130920d8b0f9d4d2e84504508085b",
                            new Glibc(2, 38)),
                    new TdBuild(
                            "1.8.64",
                            "aarch64",
                            Host.MAVEN,
                            JAR,
                            "linux/arm64/libtdjsonjava.so",
                            "34757275daedf3746dccbf8cd5dc21145b931b87b67f991e259017df31299de7",
                            new Glibc(2, 38)));

    /// Those that run there, the best first.
    ///
    /// @throws TdLibraryRefused if there is none
    static List<TdBuild> fitting(Platform platform) {
        List<TdBuild> fitting = KNOWN.stream().filter(build -> build.fits(platform)).toList();
        if (fitting.isEmpty()) {
            throw new TdLibraryRefused(
                    "no build of TDLib is known for \""
                            + platform
                            + "\"; build it yourself (https://tdlib.github.io/td/build.html) and"
                            + " name it with telegram.library and telegram.library_sha256");
        }
        return fitting;
    }

    private boolean fits(Platform platform) {
        Glibc glibc = platform.glibc();
        return platform.os().equals("Linux")
                && platform.architecture().equals(architecture)
                && glibc != null
                && glibc.isAtLeast(oldest);
    }

    /// Where it is kept.
    TdLibrary in(Path directory) {
        return new TdLibrary(directory.resolve("libtdjson-" + version + ".so"), sha256);
    }
}
