package dev.tributary.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whom Postgres runs as: the caller, or `postgres` when the caller is root, because Postgres
/// refuses root.
///
/// @param other empty for the caller itself
record ServerUser(Optional<String> other) {

    private static final String NAME = "postgres";

    /// What a command left.
    record Outcome(int code, String output) {}

    /// @throws CannotStart if the caller is root and there is no user `postgres`
    static ServerUser choose() throws IOException {
        if (!isRoot()) {
            return new ServerUser(Optional.empty());
        }
        ServerUser caller = new ServerUser(Optional.empty());
        if (caller.run(List.of("id", "-u", NAME), "").code() != 0) {
            throw new CannotStart(
                    "Postgres does not run as root and there is no user \"postgres\" to run it as;"
                            + " make one (useradd --system postgres), or start Tributary as another"
                            + " user");
        }
        return new ServerUser(Optional.of(NAME));
    }

    static boolean isRoot() throws IOException {
        Path self = Path.of("/proc/self");
        return Files.exists(self)
                ? Files.getAttribute(self, "unix:uid").equals(0)
                : System.getProperty("user.name").equals("root");
    }

    /// The command as this user runs it: no environment of Postgres' own reaches it, and its
    /// working directory is one that everybody can enter.
    ProcessBuilder process(List<String> command) {
        List<String> whole = new ArrayList<>();
        other.ifPresent(user -> whole.addAll(prefix(user)));
        whole.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(whole).directory(Path.of("/").toFile());
        builder.environment().keySet().removeIf(key -> key.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        return builder.redirectErrorStream(true);
    }

    private static List<String> prefix(String user) {
        return Files.exists(Path.of("/usr/bin/setpriv"))
                ? List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--init-groups")
                : List.of("runuser", "-u", user, "--");
    }

    /// Runs it to its end.
    ///
    /// @param input what it reads; short
    Outcome run(List<String> command, String input) throws IOException {
        Process process = process(command).start();
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            return new Outcome(process.waitFor(), output.strip());
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while running " + command.getFirst(), e);
        }
    }

    /// Written by that user itself, so that root follows no link of anybody's.
    void write(Path file, String content) throws IOException {
        Outcome written =
                run(List.of("sh", "-c", "umask 077; cat >\"$1\"", "sh", file.toString()), content);
        if (written.code() != 0) {
            throw new IOException("\"" + file + "\" cannot be written: " + written.output());
        }
    }

    /// Makes the directory with this user as its owner, closed to others.
    void own(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        if (other.isPresent()) {
            var users = directory.getFileSystem().getUserPrincipalLookupService();
            Files.setOwner(directory, users.lookupPrincipalByName(other.get()));
        }
    }

    boolean canUse(Path directory) throws IOException {
        String test = "test -w \"$1\" && test -x \"$1\"";
        return run(List.of("sh", "-c", test, "sh", directory.toString()), "").code() == 0;
    }
}
