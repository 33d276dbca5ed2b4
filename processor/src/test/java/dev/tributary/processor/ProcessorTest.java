package dev.tributary.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.contract.runtime.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessorTest {

    @Test
    void help_is_no_error() {
        assertThat(Processor.run("run", "--help")).isEqualTo(ExitCode.OK);
    }

    @Test
    void a_wrong_option_is_a_wrong_command_line() {
        assertThat(Processor.run("run", "--nonsense")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void no_command_is_a_wrong_command_line() {
        assertThat(Processor.run()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void a_checksum_needs_an_archive(@TempDir Path data) {
        assertThat(Processor.run("checksum", "--data", data.toString()))
                .isEqualTo(ExitCode.NOTHING_REACHABLE);
    }

    @Test
    void without_a_stack_nothing_is_reachable(@TempDir Path data) {
        assertThat(Processor.run("run", "--data", data.toString()))
                .isEqualTo(ExitCode.NOTHING_REACHABLE);
    }
}
