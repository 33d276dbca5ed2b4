package dev.tributary.standalone.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.contract.config.SettingsLoader;
import dev.tributary.query.Model;
import dev.tributary.query.QueryEngine;
import dev.tributary.simulator.telegram.script.LiveRate;
import dev.tributary.simulator.telegram.script.LiveScript;
import dev.tributary.simulator.telegram.script.Texts;
import dev.tributary.simulator.telegram.town.Account;
import dev.tributary.simulator.telegram.town.Town;
import dev.tributary.standalone.RunningStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A town whose accounts the stack reads, and what a test asks of both.
final class Reading implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final int EDITS_OF_100 = 10;
    private static final int DELETES_OF_100 = 4;

    private final TelegramTown telegram;
    private final RunningStack stack;

    private Reading(TelegramTown telegram, RunningStack stack) {
        this.telegram = telegram;
        this.stack = stack;
    }

    /// Signs in and begins to read.
    static Reading start(TelegramTown telegram, Path directory) throws Exception {
        Path data = signedIn(telegram, directory);
        return new Reading(telegram, RunningStack.start(data, telegram.configuration()));
    }

    /// Signs in; what the stack archives is read by an [IngestorProgram] in its data directory.
    static Reading byProgram(TelegramTown telegram, Path directory) throws Exception {
        return new Reading(telegram, RunningStack.start(signedIn(telegram, directory)));
    }

    private static Path signedIn(TelegramTown telegram, Path directory) throws Exception {
        Path data = data(directory);
        telegram.signIn(data);
        return data;
    }

    /// The data directory of a test.
    static Path data(Path directory) throws IOException {
        return Files.createDirectories(directory.resolve("data"));
    }

    /// The process that reads Telegram: the stack's only other program of Java. Its arguments are
    /// not told where they are long.
    static Optional<ProcessHandle> process() {
        return ProcessHandle.current()
                .children()
                .filter(child ->
                        child.info().command().filter(file -> file.endsWith("/java")).isPresent())
                .findFirst();
    }

    /// With one in ten posts edited and one in 25 deleted; each text has a word of its own.
    static LiveScript talk(Town town, int postsPerSecond, long seed) {
        Texts texts =
                (random, number) ->
                        Texts.generated().text(random, number) + " " + Probes.word(random);
        LiveRate rate = new LiveRate(postsPerSecond, EDITS_OF_100, DELETES_OF_100);
        return LiveScript.start(town, rate, texts, seed, _ -> {});
    }

    RunningStack stack() {
        return stack;
    }

    TelegramTown telegram() {
        return telegram;
    }

    /// Asks over one open connection. The caller closes it.
    QueryEngine queries() throws IOException {
        return new QueryEngine(
                stack.archive().dataSource(),
                Model.of(SettingsLoader.load(null, Map.of()).embedding()),
                Clock.systemUTC(),
                QueryEngine.TIMEOUT);
    }

    AccountsPage page() throws IOException, InterruptedException {
        return AccountsPage.ofIngestor(stack);
    }

    String all() {
        return telegram.accounts().size() + " of " + telegram.accounts().size();
    }

    void awaitConnected() {
        await().atMost(PATIENCE).until(() -> page().connected().equals(all()));
    }

    void awaitHistory() {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> page().isHistoryThere());
    }

    /// Until the archive is what Telegram has; nobody may talk any more.
    void awaitTruth() {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(faults()).isEmpty());
    }

    List<String> faults() throws SQLException {
        List<String> faults = new ArrayList<>();
        for (Account account : telegram.accounts()) {
            faults.addAll(faults(account));
        }
        return faults;
    }

    List<String> faults(Account account) throws SQLException {
        return archived(account).faults(telegram.simulator().truth(account));
    }

    ArchivedAccount archived(Account account) throws SQLException {
        return ArchivedAccount.of(stack.archive(), TelegramTown.id(account));
    }

    /// What has been asked of Telegram, each with how often.
    Map<String, Integer> calls() {
        return telegram.simulator().rpcLog().counts();
    }

    void assertNothingWasWritten() {
        assertThat(telegram.simulator().violations()).isEmpty();
        assertThat(telegram.simulator().problems()).isEmpty();
        assertThat(calls().keySet())
                .contains("messages.getHistory")
                .isSubsetOf(telegram.simulator().rpcLog().allowed());
    }

    @Override
    public void close() {
        stack.close();
    }
}
