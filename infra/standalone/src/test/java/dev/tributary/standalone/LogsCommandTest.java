package dev.tributary.standalone;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class LogsCommandTest {

    @Test
    void a_log_that_there_is_none_of_is_told_with_each_name_once() {
        CommandLine logs =
                new CommandLine(new LogsCommand()).setCaseInsensitiveEnumValuesAllowed(true);

        assertThatThrownBy(() -> logs.parseArgs("--of", "nope"))
                .hasMessageContaining("one of [stack, output, query-daemon, postgres] but was");
    }
}
