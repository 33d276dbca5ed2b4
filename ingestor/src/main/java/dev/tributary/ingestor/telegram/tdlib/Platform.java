package dev.tributary.ingestor.telegram.tdlib;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandleProxies;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The system that a native library must fit.
///
/// @param os as Java names it
/// @param architecture as Java names it
/// @param glibc null where the C library is another one
// Asking the C library for its version is native code.
@SuppressWarnings("restricted")
public record Platform(String os, String architecture, @Nullable Glibc glibc) {

    /// A version of the GNU C library.
    public record Glibc(int major, int minor) {

        boolean isAtLeast(Glibc other) {
            return major > other.major || (major == other.major && minor >= other.minor);
        }

        /// @param version such as `2.36`
        static Glibc parse(String version) {
            String[] parts = version.split("\\.", -1);
            return new Glibc(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        }

        @Override
        public String toString() {
            return major + "." + minor;
        }
    }

    // Public, because a method handle takes no other kind of interface.
    public interface Version {
        MemorySegment call();
    }

    /// The system that this process runs on.
    public static Platform current() {
        return new Platform(
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                currentGlibc().orElse(null));
    }

    private static Optional<Glibc> currentGlibc() {
        Linker linker = Linker.nativeLinker();
        return linker.defaultLookup()
                .find("gnu_get_libc_version")
                .map(symbol ->
                        MethodHandleProxies.asInterfaceInstance(
                                Version.class,
                                linker.downcallHandle(symbol, FunctionDescriptor.of(ADDRESS))))
                .map(version ->
                        Glibc.parse(
                                version.call().reinterpret(Long.MAX_VALUE).getString(0, UTF_8)));
    }

    @Override
    public String toString() {
        return os + " " + architecture + (glibc == null ? " without glibc" : " glibc " + glibc);
    }
}
