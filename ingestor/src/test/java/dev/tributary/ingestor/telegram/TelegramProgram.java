package dev.tributary.ingestor.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.contract.config.Settings;
import dev.tributary.contract.config.SettingsLoader;
import dev.tributary.contract.raw.Origin;
import dev.tributary.contract.raw.RawEvent;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.embedded.TestStack;
import dev.tributary.ingestor.IngestorProcess;
import dev.tributary.ingestor.append.RawLog;
import dev.tributary.ingestor.telegram.tdlib.TdHub;
import dev.tributary.ingestor.telegram.tdlib.TdSession;
import dev.tributary.log.LogClients;
import dev.tributary.simulator.telegram.town.Account;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The ingestor as its own process, reading one account of the town.
final class TelegramProgram {

    static final String NAME = "me";

    private final Path directory;
    private final LocalTelegram town;
    private final Account account;
    private final IngestorProcess program;
    private final LogClients log;
    private long connections;

    TelegramProgram(Path directory, LocalTelegram town, Account account) throws IOException {
        this(directory, TestStack.kafka(), town, account);
    }

    TelegramProgram(Path directory, Endpoints.Kafka kafka, LocalTelegram town, Account account)
            throws IOException {
        this.directory = directory;
        this.town = town;
        this.account = account;
        this.log = new LogClients(kafka);
        this.program =
                new IngestorProcess(
                        directory,
                        kafka,
                        town.configuration()
                                + """
                                [telegram.%s]
                                backfill_types = ["private", "group", "supergroup", "channel"]
                                """
                                        .formatted(NAME));
    }

    /// In this process, which then lets the session go.
    void signIn() throws Exception {
        try (TdHub hub = town.hub()) {
            town.signIn(hub, session(), account);
        }
    }

    TdSession session() {
        Settings settings = SettingsLoader.load(program.configuration(), Map.of());
        return AccountHome.of(new DataDirectory(directory), NAME)
                .open(
                        settings.telegram(),
                        settings.telegram().accounts().get(NAME),
                        new SecureRandom());
    }

    Process start(String... options) throws IOException {
        return program.start(options);
    }

    /// `ingestor telegram login` by somebody with the phone in his hand.
    Process login() throws IOException {
        Process login = program.start(List.of("telegram", "login"), List.of("--name", NAME));
        try (var answers = login.outputWriter()) {
            answers.write(TelegramTown.phone(account) + "\n" + account.code() + "\n");
        }
        return login;
    }

    /// Until the newest process is connected.
    void awaitReading(Duration patience) {
        long before = connections;
        await().atMost(patience).until(() -> said("The account is connected") > before);
        connections = before + 1;
    }

    /// Until the log has what Telegram has, each message in its last wording, and nothing more.
    void awaitTruth(Duration patience) {
        await().atMost(patience)
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> {
                    var truth = LoggedChats.of(town.telegram().truth(account));
                    var logged = LoggedChats.of(events()).present();
                    assertThat(LoggedChats.differences(truth, logged)).as("missing").isEmpty();
                    assertThat(LoggedChats.differences(logged, truth)).as("too many").isEmpty();
                });
    }

    private List<RawEvent> events() {
        List<RawEvent> events =
                new ArrayList<>(RawLog.eventsOf(log, TelegramTown.id(account), Origin.BACKFILL));
        events.addAll(RawLog.eventsOf(log, TelegramTown.id(account), Origin.LIVE));
        return events;
    }

    String log() {
        return program.log();
    }

    private long said(String sentence) {
        return log().lines().filter(line -> line.contains(sentence)).count();
    }

    /// With the process that reads, at one blow.
    void kill(Process ingestor) throws InterruptedException {
        var children = ingestor.descendants().toList();
        ingestor.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        ingestor.waitFor();
        children.forEach(child -> child.onExit().join());
    }
}
