package dev.tributary.rpc.daemon;

import static dev.tributary.rpc.TestHandler.command;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.rpc.CollectedReply;
import dev.tributary.rpc.TestHandler;
import dev.tributary.rpc.client.CommandFailed;
import org.junit.jupiter.api.Test;

class InProcessTest {

    private final InProcess program = new InProcess(new TestHandler());
    private final CollectedReply reply = new CollectedReply();

    @Test
    void output_and_exit_code_are_the_handlers() throws Exception {
        int code = program.call(command("exit 3"), reply);
        program.call(command("echo tea"), reply);
        program.call(command("progress loading"), reply);

        assertThat(code).isEqualTo(3);
        assertThat(reply.out()).isEqualTo("tea");
        assertThat(reply.err()).isEqualTo("loading");
        assertThat(reply.progress()).containsExactly("loading");
    }

    @Test
    void a_handler_that_breaks_is_a_sentence() {
        assertThatThrownBy(() -> program.call(command("fail no such table"), reply))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("IllegalStateException: no such table");
    }

    @Test
    void an_interrupt_cancels() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> program.call(command("wait"), reply))
                .isInstanceOf(InterruptedException.class);
    }
}
