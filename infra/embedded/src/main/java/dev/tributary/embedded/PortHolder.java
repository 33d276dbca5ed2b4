package dev.tributary.embedded;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// The process that listens on a TCP port. Linux tells the socket's number to everybody, and whose
/// it is to its owner and root (<https://docs.kernel.org/networking/proc_net_tcp.html>).
///
/// @param command its command line, shortened
record PortHolder(long pid, String command) {

    private static final int MOST_COMMAND = 80;

    /// `TCP_LISTEN` in `/proc/net/tcp`.
    private static final String LISTENING = "0A";

    private static final int STATE_FIELD = 3;
    private static final int INODE_FIELD = 9;

    /// For an error message: "process 812 (nginx: master process)".
    static String describe(int port) {
        return find(port)
                .map(PortHolder::toString)
                .orElse("another program (unknown which; run as root to see it)");
    }

    static Optional<PortHolder> find(int port) {
        List<Path> tables = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
        for (Path table : tables) {
            Optional<PortHolder> holder = find(table, port);
            if (holder.isPresent()) {
                return holder;
            }
        }
        return Optional.empty();
    }

    /// Empty as well on another system than Linux, and on one without IPv6.
    private static Optional<PortHolder> find(Path table, int port) {
        try (Stream<String> lines = Files.lines(table)) {
            OptionalLong inode = inode(lines, port);
            return inode.isPresent() ? owner(inode.getAsLong()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// @param table the lines of `/proc/net/tcp`
    static OptionalLong inode(Stream<String> table, int port) {
        String ending = ":%04X".formatted(port);
        return table.map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields.length > INODE_FIELD)
                .filter(fields ->
                        fields[1].endsWith(ending) && fields[STATE_FIELD].equals(LISTENING))
                .mapToLong(fields -> Long.parseLong(fields[INODE_FIELD]))
                .findFirst();
    }

    private static Optional<PortHolder> owner(long inode) throws IOException {
        String socket = "socket:[" + inode + "]";
        try (DirectoryStream<Path> processes =
                Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                if (holds(process.resolve("fd"), socket)) {
                    long pid = Long.parseLong(process.getFileName().toString());
                    return Optional.of(new PortHolder(pid, command(process)));
                }
            }
        }
        return Optional.empty();
    }

    /// False as well for a process that is somebody else's or has just ended.
    private static boolean holds(Path descriptors, String socket) {
        try (DirectoryStream<Path> links = Files.newDirectoryStream(descriptors)) {
            for (Path link : links) {
                if (Files.readSymbolicLink(link).toString().equals(socket)) {
                    return true;
                }
            }
            return false;
        } catch (IOException | DirectoryIteratorException e) {
            return false;
        }
    }

    private static String command(Path process) throws IOException {
        String line = Files.readString(process.resolve("cmdline")).replace('\0', ' ').strip();
        return line.length() > MOST_COMMAND ? line.substring(0, MOST_COMMAND) + "..." : line;
    }

    /// @return where it works; empty if that is not to be seen
    Optional<Path> workingDirectory() {
        try {
            return Optional.of(Path.of("/proc/" + pid + "/cwd").toRealPath());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "process " + pid + " (" + command + ")";
    }
}
