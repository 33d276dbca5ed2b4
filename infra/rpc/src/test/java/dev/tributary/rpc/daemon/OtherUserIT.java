package dev.tributary.rpc.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tributary.rpc.ChildDaemon;
import dev.tributary.rpc.LocalDaemon;
import dev.tributary.rpc.TestHandler;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("stack")
class OtherUserIT {

    @TempDir Path directory;

    @Test
    void another_users_process_is_refused_even_where_the_files_let_it_in() throws Exception {
        assumeTrue(
                System.getProperty("user.name").equals("root")
                        && Files.isExecutable(Path.of("/usr/bin/setpriv")),
                "only root may become another user, by setpriv(1)");
        Path classes = Path.of(OtherUserIT.class.getResource("/").toURI());
        Path probe = classes.resolve(Probe.class.getName().replace('.', '/') + ".class");
        Path copy = directory.resolve(classes.relativize(probe));
        Files.createDirectories(copy.getParent());
        Files.copy(probe, copy);
        for (Path at = copy.getParent(); at.startsWith(directory); at = at.getParent()) {
            Files.setPosixFilePermissions(at, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        try (LocalDaemon local = new LocalDaemon(new TestHandler(), LocalDaemon.LIMITS)) {
            Files.setPosixFilePermissions(
                    local.place().directory(), PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.setPosixFilePermissions(
                    local.place().socket(), PosixFilePermissions.fromString("rw-rw-rw-"));

            String answer = asNobody(local.place().socket());

            assertThat(answer).contains("this daemon answers user root alone, not ");
            assertThat(local.ask("echo on")).isEqualTo("on");
        }
    }

    private String asNobody(Path socket) throws Exception {
        List<String> line = new ArrayList<>();
        line.addAll(
                List.of("/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        line.addAll(ChildDaemon.java().subList(0, 1));
        line.addAll(List.of("-cp", directory.toString(), Probe.class.getName(), socket.toString()));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        return new String(
                process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }

    /// Connects and prints whatever is said; needs nothing but the JDK.
    public static final class Probe {

        private Probe() {}

        public static void main(String[] arguments) throws Exception {
            try (SocketChannel channel =
                    SocketChannel.open(UnixDomainSocketAddress.of(arguments[0]))) {
                ByteBuffer buffer = ByteBuffer.allocate(4096);
                while (channel.read(buffer) >= 0) {
                    System.out.write(buffer.array(), 0, buffer.position());
                    buffer.clear();
                }
                System.out.flush();
            }
        }
    }
}
