package dev.tributary.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.contract.runtime.NothingReachable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class FailureTest {

    @Test
    void of_a_database_that_is_away_says_so_and_exits_with_4() {
        Exception refused =
                new IllegalStateException(
                        "x", new SQLException("Connection to a:1 refused.", "08001"));

        Failure failure = Failure.of(refused);

        assertThat(failure)
                .isEqualTo(
                        new Failure(
                                "Postgres does not answer: Connection to a:1 refused. Check that it"
                                    + " runs (tributary status) and the address in postgres.url.",
                                ExitCode.NOTHING_REACHABLE));
    }

    @Test
    void of_a_full_disk_says_what_is_safe() {
        Exception full =
                new UncheckedIOException(new IOException("/data/x: No space left on device"));

        Failure failure = Failure.of(full);

        assertThat(failure.exitCode()).isEqualTo(ExitCode.ERROR);
        assertThat(failure.sentence())
                .contains("/data/x: No space left on device; free some space");
    }

    @Test
    void of_something_else_that_refuses_a_connection_does_not_blame_kafka() {
        Exception refused =
                new IllegalStateException("the model did not answer", new ConnectException());

        Failure failure = Failure.of(refused);

        assertThat(failure).isEqualTo(new Failure("the model did not answer", ExitCode.ERROR));
    }

    @Test
    void tells_a_full_disk_of_postgres_from_one_that_is_away() {
        Exception full = new IllegalStateException("x", new SQLException("could not", "53100"));

        assertThat(Failure.reasonToWait(full))
                .isEqualTo("the disk of Postgres is full; make room, it goes on by itself");
        assertThat(Failure.reasonToWait(new SQLException("refused", "08001"))).isEqualTo("refused");
    }

    @Test
    void of_a_file_names_the_file_and_the_kind_of_failure() {
        Failure failure = Failure.of(new NoSuchFileException("/a/b"));

        assertThat(failure.sentence()).isEqualTo("\"/a/b\": NoSuchFileException");
    }

    @Test
    void of_a_stack_that_does_not_run_exits_with_4() {
        assertThat(Failure.of(new NothingReachable("run up")).exitCode())
                .isEqualTo(ExitCode.NOTHING_REACHABLE);
    }
}
