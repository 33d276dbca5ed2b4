package dev.tributary.embedded;

import dev.tributary.contract.config.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/// The small facts that are chosen once and kept beside the data: ports and passwords, one file
/// each, readable by the owner alone.
record StateDirectory(Path root, SecureRandom random) {

    private static final int PASSWORD_BYTES = 24;

    /// Below the range that systems take for outgoing connections, any of which could hold our port
    /// when we come back for it.
    private static final int FIRST_PORT = 20_000;

    private static final int LAST_PORT = 32_000;

    static StateDirectory open(Path root, String permissions) throws IOException {
        Path absolute = root.toAbsolutePath().normalize();
        Files.createDirectories(absolute);
        Files.setPosixFilePermissions(absolute, PosixFilePermissions.fromString(permissions));
        return new StateDirectory(absolute, new SecureRandom());
    }

    Path file(String name) {
        return root.resolve(name);
    }

    boolean has(String name) {
        return Files.exists(file(name));
    }

    Secret password(String name) throws IOException {
        if (!has(name)) {
            byte[] bytes = new byte[PASSWORD_BYTES];
            random.nextBytes(bytes);
            keep(name, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        }
        return new Secret(Files.readString(file(name)).strip());
    }

    /// The wanted port, else the one of last time, else a free one that is kept from now on.
    ///
    /// @param wanted 0 for no wish
    int port(String name, int wanted) throws IOException {
        if (wanted != 0) {
            return wanted;
        }
        if (!has(name)) {
            keep(name, Integer.toString(freePort()));
        }
        String kept = Files.readString(file(name)).strip();
        if (!kept.matches("\\d{1,5}")) {
            throw new CannotStart(
                    "the port file \""
                            + file(name)
                            + "\" holds \""
                            + kept
                            + "\" and not a port; delete it and a free port is chosen");
        }
        return Integer.parseInt(kept);
    }

    /// @param wanted what the configuration names; 0 if it names none
    /// @param name of the file that keeps the port that was chosen
    /// @param setting where the configuration names it
    /// @throws CannotStart if another program listens on the port of 127.0.0.1
    void requireFree(int port, int wanted, String name, String setting) {
        if (wanted == 0) {
            requireKeptFree(port, name);
        } else {
            requireFree(port, "or set " + setting + " to a free port, or to 0 and one is chosen");
        }
    }

    /// For a port that the configuration cannot name.
    void requireKeptFree(int port, String name) {
        requireFree(port, "or delete \"" + file(name) + "\" and another port is chosen");
    }

    static void requireFree(int port, String otherwise) {
        if (!isFree(port)) {
            throw new CannotStart(
                    "port "
                            + port
                            + " of 127.0.0.1 is taken by "
                            + PortHolder.describe(port)
                            + "; stop that one, "
                            + otherwise);
        }
    }

    private int freePort() {
        while (true) {
            int port = random.nextInt(FIRST_PORT, LAST_PORT + 1);
            if (isFree(port)) {
                return port;
            }
        }
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /// In one step, so that a crash leaves the whole of it or nothing.
    void keep(String name, String content) throws IOException {
        Path next = file(name + ".next");
        Files.deleteIfExists(next);
        Files.createFile(
                next,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(next, content + "\n", StandardCharsets.UTF_8);
        Files.move(next, file(name), StandardCopyOption.ATOMIC_MOVE);
    }
}
