package dev.tributary.rpc.client;

import static dev.tributary.rpc.TestHandler.command;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.rpc.ChildDaemon;
import dev.tributary.rpc.CollectedReply;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("stack")
class DaemonStartIT {

    private ChildDaemon daemon;
    private final CollectedReply reply = new CollectedReply();

    @BeforeEach
    void place() throws Exception {
        daemon = new ChildDaemon();
    }

    @AfterEach
    void kill() throws Exception {
        daemon.close();
    }

    @Test
    void the_first_call_starts_the_daemon_and_the_second_is_answered_by_it() throws Exception {
        DaemonClient client = daemon.client("b1");
        CollectedReply first = new CollectedReply();
        int code = client.call(command("pid"), first, daemon.start("b1"));

        client.call(command("pid"), reply, daemon.start("b1"));

        assertThat(code).isZero();
        assertThat(first.slow()).containsExactly(Slowness.FIRST_START);
        assertThat(reply.slow()).isEmpty();
        assertThat(reply.out()).isEqualTo(first.out());
        assertThat(DaemonProcess.find(daemon.place()))
                .isEqualTo(Optional.of(new DaemonProcess(Long.parseLong(reply.out()))));
    }

    @Test
    void a_daemon_that_ends_while_it_starts_is_reported_with_its_code_and_its_words()
            throws Exception {
        DaemonUnavailable thrown =
                catchThrowableOfType(
                        DaemonUnavailable.class,
                        () ->
                                daemon.client("broken")
                                        .call(command("pid"), reply, daemon.start("broken")));

        assertThat(thrown)
                .hasMessageContaining("ended with code 9")
                .hasMessageContaining("no model");
    }

    @Test
    void a_command_line_that_does_not_exist_is_named() throws Exception {
        DaemonStart start =
                new DaemonStart(
                        List.of("/nowhere/daemon"), daemon.log(), java.time.Duration.ofSeconds(5));

        DaemonUnavailable thrown =
                catchThrowableOfType(
                        DaemonUnavailable.class,
                        () -> daemon.client("b1").call(command("pid"), reply, start));

        assertThat(thrown).hasMessageContaining("/nowhere/daemon");
    }
}
