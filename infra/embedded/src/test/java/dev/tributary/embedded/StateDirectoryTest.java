package dev.tributary.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {

    @TempDir Path directory;

    private StateDirectory state;

    @BeforeEach
    void open() throws IOException {
        state = StateDirectory.open(directory, "rwx------");
    }

    @Test
    void aChosenPortIsKept() throws IOException {
        int chosen = state.port("port", 0);
        assertThat(chosen).isBetween(20_000, 32_000);
        assertThat(state.port("port", 0)).isEqualTo(chosen);
    }

    @Test
    void aWantedPortIsTakenAndNotKept() throws IOException {
        assertThat(state.port("port", 5)).isEqualTo(5);
        assertThat(directory.resolve("port")).doesNotExist();
    }

    @Test
    void aTakenPortOfTheConfigurationIsToBeChangedThere() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = other.getLocalPort();
            assertThatThrownBy(() -> state.requireFree(port, port, "port", "embedded.kafka_port"))
                    .isInstanceOf(CannotStart.class)
                    .hasMessage(
                            """
                            port %d of 127.0.0.1 is taken by %s; stop that one, or \
                            set embedded.kafka_port to a free port, or to 0 and one is chosen\
                            """,
                            port, PortHolder.describe(port));
        }
    }

    @Test
    void aTakenPortThatWasChosenIsToBeForgotten() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = other.getLocalPort();
            assertThatThrownBy(() -> state.requireFree(port, 0, "port", "embedded.kafka_port"))
                    .isInstanceOf(CannotStart.class)
                    .hasMessage(
                            """
                            port %d of 127.0.0.1 is taken by %s; stop that one, or \
                            delete "%s" and another port is chosen\
                            """,
                            port, PortHolder.describe(port), directory.resolve("port"));
        }
    }

    @Test
    void aPasswordIsKeptAndClosedToOthers() throws IOException {
        String chosen = state.password("password").value();
        assertThat(chosen).hasSize(32);
        assertThat(state.password("password").value()).isEqualTo(chosen);
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(directory.resolve("password"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aSpoiltPortFileIsNamedWithWhatToDo() throws IOException {
        Files.writeString(directory.resolve("port"), "none");
        assertThatThrownBy(() -> state.port("port", 0))
                .isInstanceOf(CannotStart.class)
                .hasMessage(
                        """
                        the port file "%s" holds "none" and not a port; delete it and a free port \
                        is chosen\
                        """,
                        directory.resolve("port"));
    }
}
