package dev.tributary.cli.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandLineCallTest {

    private static final CommandLineCall CALL =
            new CommandLineCall(
                    List.of("search", "text", "", "отчёт \uD83D\uDE00", "a\nb"),
                    Path.of("/home/anna/Заметки"),
                    true,
                    132,
                    false,
                    "Europe/Moscow",
                    ByteBuffer.wrap("from a pipe".getBytes(UTF_8)));

    @Test
    void arrivesAsItLeft() {
        ByteBuffer bytes = CALL.encode();

        CommandLineCall arrived = CommandLineCall.decode(bytes);

        assertThat(arrived).isEqualTo(CALL);
    }

    @Test
    void canBeReadTwice() {
        CommandLineCall arrived = CommandLineCall.decode(CALL.encode());
        arrived.stdin().position(4);

        ByteBuffer again = arrived.stdin();

        assertThat(UTF_8.decode(again).toString()).isEqualTo("from a pipe");
        assertThat(arrived.encode()).isEqualTo(CALL.encode());
    }

    @Test
    void isRefusedWhereverItIsCutOff() {
        ByteBuffer whole = CALL.encode();
        int beforeStdin = whole.limit() - CALL.stdin().remaining();

        for (int length = 0; length < beforeStdin; length++) {
            ByteBuffer part = whole.duplicate().limit(length);
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .as("the first %d bytes", length)
                    .isThrownBy(() -> CommandLineCall.decode(part))
                    .withMessageContaining("run query-cli again");
        }
    }

    @Test
    void isToldFromACommandOfAnotherKind() {
        ByteBuffer bytes = CALL.encode().put(0, (byte) 'Q');

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> CommandLineCall.decode(bytes));
    }
}
