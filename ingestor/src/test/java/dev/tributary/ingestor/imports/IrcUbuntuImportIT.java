package dev.tributary.ingestor.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.raw.Origin;
import dev.tributary.contract.raw.RawHeader;
import dev.tributary.ingestor.append.RawLog;
import dev.tributary.simulator.dataset.IrcUbuntu;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

@Tag("stack")
@Tag("real-data")
@EnabledIfEnvironmentVariable(
        named = "TRIBUTARY_TEST_DATA",
        matches = ".+",
        disabledReason = "needs the data set irc-ubuntu: set TRIBUTARY_TEST_DATA to its folder")
class IrcUbuntuImportIT {

    private final Shell shell = new Shell(new KafkaImportLogs(RawLog.clients(), Clock.systemUTC()));

    @Test
    void every_message_is_in_the_log_once_after_two_imports(@TempDir Path directory)
            throws IOException {
        Path file = directory.resolve("irc-ubuntu.jsonl");
        Path data = IrcUbuntu.in(Path.of(System.getenv("TRIBUTARY_TEST_DATA")));
        IrcUbuntu.convert(data, file, IrcUbuntu.MESSAGES);

        int first = shell.run("jsonl", "--account", "irc-ubuntu", file);

        int second = shell.run("jsonl", "--account", "irc-ubuntu", file);

        assertThat(first).isZero();
        assertThat(second).isZero();
        assertThat(shell.out()).startsWith("already imported: 237,509 messages of ");
        assertThat(RawLog.eventsOf(AccountId.parse("jsonl:irc-ubuntu"), Origin.IMPORT))
                .hasSize(IrcUbuntu.MESSAGES)
                .extracting(event -> event.headers().get(RawHeader.EVENT_ID))
                .doesNotHaveDuplicates();
    }
}
