package dev.tributary.simulator.telegram.mtproto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.simulator.telegram.tl.TlSchema;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MtprotoServerTest {

    private static final int PATIENCE_MILLIS = 10_000;

    private MtprotoServer server;

    @BeforeEach
    void start() throws IOException {
        server =
                MtprotoServer.bind(TlSchema.telegram(), ServerKey.generate(), Clock.systemUTC(), 0);
        server.serve(call -> {
            throw new Refusal(400, "NOBODY_ANSWERS");
        });
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /// So that the server has taken the connection.
    private static void greet(Socket socket) throws IOException {
        socket.getOutputStream().write(new byte[] {5, 1, 0});
        assertThat(socket.getInputStream().readNBytes(2)).containsExactly(5, 0);
    }

    @Test
    void closingEndsAConnectionThatSaysNothing() throws Exception {
        try (Socket client = connect()) {
            greet(client);

            server.close();

            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void whoSpeaksAnotherProtocolIsHungUpOnAndNoted() throws Exception {
        try (Socket client = connect()) {
            client.getOutputStream().write('G');

            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
        await().until(() -> !server.problems().isEmpty());
        assertThat(server.problems()).singleElement().asString().contains("SOCKS version 5");
    }
}
