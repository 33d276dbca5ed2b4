package dev.tributary.ingestor.telegram;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.embedded.EmbeddedBroker;
import dev.tributary.ingestor.telegram.tdlib.TdHub;
import dev.tributary.ingestor.telegram.tdlib.TdPurpose;
import dev.tributary.simulator.telegram.script.LiveRate;
import dev.tributary.simulator.telegram.script.LiveScript;
import dev.tributary.simulator.telegram.script.Texts;
import dev.tributary.simulator.telegram.script.TownGenerator;
import dev.tributary.simulator.telegram.script.TownPlan;
import dev.tributary.simulator.telegram.town.Account;
import dev.tributary.simulator.telegram.town.Town;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The ways in which the program ends while people talk and history is fetched: what reads Telegram
/// ends with it and lets TDLib's database go.
@Tag("stack")
@Timeout(900)
class TelegramEndIT {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir private Path directory;

    private final Town town =
            TownGenerator.generate(
                    TownPlan.usual(1).withChats(8).withMessages(1_000).withAccounts(1),
                    Texts.generated(),
                    Clock.systemUTC());
    private final Account account = town.accounts().getFirst();
    private LocalTelegram telegram;
    private EmbeddedBroker broker;
    private TelegramProgram program;
    private LiveScript talk;
    private final List<Process> started = new ArrayList<>();

    /// With a log of its own: the account of each test is the same.
    @BeforeEach
    void open() throws Exception {
        telegram = LocalTelegram.open(town, directory);
        broker = EmbeddedBroker.start(directory.resolve("kafka"), 0);
        program = new TelegramProgram(directory, broker.endpoint(), telegram, account);
        talk = LiveScript.start(town, new LiveRate(20, 10, 4), Texts.generated(), 2, _ -> {});
    }

    @AfterEach
    void close() throws Exception {
        for (Process ingestor : started) {
            program.kill(ingestor);
        }
        if (talk != null) {
            talk.close();
        }
        if (broker != null) {
            broker.close();
        }
        if (telegram != null) {
            telegram.close();
        }
    }

    @Test
    void told_to_stop_it_closes_in_order_within_ten_seconds_and_loses_nothing() throws Exception {
        // Given
        program.signIn();
        Process ingestor = start();
        program.awaitReading(PATIENCE);
        ProcessHandle reader = reader(ingestor);

        // When
        ingestor.destroy();

        // Then
        assertThat(ingestor.waitFor(10, SECONDS)).isTrue();
        assertThat(ingestor.exitValue()).isEqualTo(ExitCode.OK);
        assertThat(reader.isAlive()).isFalse();
        assertThat(program.log())
                .contains("The account is stopped")
                .doesNotContain("did not close", "did not stop", "died", "The account failed");
        assertThat(crashes()).isEmpty();
        losesNothing();
    }

    @Test
    void killed_it_leaves_no_reader_and_the_next_one_reads_at_once() throws Exception {
        // Given
        program.signIn();
        Process ingestor = start();
        program.awaitReading(PATIENCE);
        ProcessHandle reader = reader(ingestor);

        // When
        ingestor.destroyForcibly();
        Process next = start();

        // Then
        assertThat(reader.onExit()).succeedsWithin(Duration.ofSeconds(10));
        program.awaitReading(PATIENCE);
        assertThat(program.log()).doesNotContain("The account failed");
        assertThat(crashes()).isEmpty();
        next.destroy();
        assertThat(next.waitFor(10, SECONDS)).isTrue();
        losesNothing();
    }

    @Test
    void killed_together_with_kafka_it_still_lets_the_session_go() throws Exception {
        // Given
        program.signIn();
        Process ingestor = start();
        program.awaitReading(PATIENCE);
        ProcessHandle reader = reader(ingestor);

        // When
        broker.close();
        ingestor.destroyForcibly();

        // Then
        assertThat(reader.onExit()).succeedsWithin(Duration.ofSeconds(12));
        assertThat(crashes()).isEmpty();
        try (TdHub hub = telegram.hub()) {
            OpenSession session =
                    new OpenSession("me", hub.client(program.session(), TdPurpose.READ));
            assertThat(session.open()).isEqualTo(TelegramTown.id(account));
        }
    }

    private Process start() throws IOException {
        Process ingestor = program.start();
        started.add(ingestor);
        return ingestor;
    }

    private void losesNothing() throws Exception {
        Process last = start();
        program.awaitReading(PATIENCE);
        talk.close();
        program.awaitTruth(PATIENCE);
        last.destroy();
        assertThat(last.waitFor(10, SECONDS)).isTrue();
        assertThat(telegram.telegram().violations()).isEmpty();
    }

    private static ProcessHandle reader(Process ingestor) {
        return ingestor.children().findFirst().orElseThrow();
    }

    private List<Path> crashes() throws IOException {
        try (Stream<Path> logs = Files.list(directory.resolve("logs"))) {
            return logs.filter(file -> file.getFileName().toString().contains("crash")).toList();
        }
    }
}
