package dev.tributary.ingestor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.contract.config.Settings.VkTeamsAccount;
import dev.tributary.ingestor.append.RawLog;
import dev.tributary.ingestor.lease.Instance;
import dev.tributary.ingestor.source.AccountState.Connected;
import dev.tributary.ingestor.source.AccountState.Standby;
import dev.tributary.ingestor.source.AccountStatus;
import dev.tributary.simulator.vkteams.Bot;
import dev.tributary.simulator.vkteams.Conduct;
import dev.tributary.simulator.vkteams.Rate;
import dev.tributary.simulator.vkteams.Script;
import dev.tributary.simulator.vkteams.VkTeamsSimulator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/// Many accounts, several ingestors.
@Tag("stack")
@Timeout(240)
class SeveralIngestorsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /// What the house promises.
    private static final Duration FAILOVER = Duration.ofSeconds(30);

    private static final int ACCOUNTS = 12;
    private static final int MESSAGES = 200;

    @TempDir Path directory;

    private final List<Bot> bots = Stream.generate(Town::bot).limit(ACCOUNTS).toList();

    @Test
    void an_account_is_read_by_one_and_handed_over_at_once_when_that_one_stops() throws Exception {
        try (var simulator = town(Conduct.good());
                IngestorService first = service(simulator);
                IngestorService second = service(simulator)) {
            first.start();
            second.start();
            await().atMost(PATIENCE).until(() -> haveAgreed(first, second));
            assertThat(second.accounts())
                    .filteredOn(account -> account.state() instanceof Standby)
                    .allSatisfy(account ->
                            assertThat(account.state().toString()).contains("127.0.0.1"));
            await().atMost(PATIENCE).until(simulator::isDrained);
            await().during(Duration.ofSeconds(2))
                    .atMost(PATIENCE)
                    .until(() -> bots.stream().allMatch(bot -> simulator.openPolls(bot) <= 1));

            first.stop();
            publishToAll(simulator, MESSAGES + 1);
            await().atMost(FAILOVER.dividedBy(3)).until(simulator::isDrained);
            await().atMost(FAILOVER.dividedBy(3))
                    .until(() ->
                            second.accounts().stream()
                                    .allMatch(account -> account.state() instanceof Connected));
        }
        assertNothingLostOrDoubled(MESSAGES + 1);
    }

    @Test
    void an_ingestor_reads_only_what_it_is_configured_for_and_leaves_nobody_out() throws Exception {
        try (var simulator = town(Conduct.good());
                IngestorService all = service(simulator);
                IngestorService one = service(simulator, bots.subList(0, 1))) {
            one.start();
            all.start();

            await().atMost(PATIENCE).until(simulator::isDrained);
        }
        assertNothingLostOrDoubled(MESSAGES);
    }

    @Test
    void killing_one_under_load_moves_its_accounts_and_loses_and_doubles_nothing()
            throws Exception {
        try (var simulator = town(Conduct.good().withRate(new Rate.PerSecond(20)))) {
            IngestorProcess program = IngestorProcess.reading(directory, simulator, bots);
            Process killed = program.start();
            Process survivor = program.start();
            await().atMost(PATIENCE).until(() -> program.log().contains("stands by"));
            await().atMost(PATIENCE)
                    .until(() ->
                            bots.stream().allMatch(b -> simulator.departedAt(b, 60).isPresent()));

            killed.destroyForcibly().waitFor();

            await().atMost(FAILOVER).until(simulator::isDrained);
            survivor.destroy();
            survivor.waitFor();
        }
        assertNothingLostOrDoubled(MESSAGES);
    }

    @Test
    void one_that_slept_longer_than_its_lease_writes_nothing_when_it_wakes() throws Exception {
        try (var simulator = town(Conduct.good())) {
            IngestorProcess program = IngestorProcess.reading(directory, simulator, bots);
            Process sleeper = program.start();
            Process other = program.start();
            await().atMost(PATIENCE).until(simulator::isDrained);

            signal("STOP", sleeper);
            publishToAll(simulator, MESSAGES + 1);
            await().atMost(FAILOVER).until(simulator::isDrained);
            signal("CONT", sleeper);
            publishToAll(simulator, MESSAGES + 2);
            await().atMost(FAILOVER).until(simulator::isDrained);
            // It is asked for its accounts again, and so has to know that it lost them.
            other.destroy();
            other.waitFor();
            publishToAll(simulator, MESSAGES + 3);
            await().atMost(FAILOVER).until(simulator::isDrained);
            sleeper.destroy();
            sleeper.waitFor();
        }
        assertNothingLostOrDoubled(MESSAGES + 3);
    }

    private VkTeamsSimulator town(Conduct conduct) throws IOException {
        Map<Bot, List<ObjectNode>> events =
                bots.stream()
                        .collect(
                                Collectors.toMap(
                                        Function.identity(), _ -> Town.messages(MESSAGES)));
        return VkTeamsSimulator.start(0, new Script(events, List.of(), List.of()), conduct);
    }

    private IngestorService service(VkTeamsSimulator simulator) {
        return service(simulator, bots);
    }

    private static IngestorService service(VkTeamsSimulator simulator, List<Bot> configured) {
        Map<String, VkTeamsAccount> accounts = new HashMap<>();
        configured.forEach(bot -> accounts.put(bot.userId(), Town.reading(simulator, bot)));
        return new IngestorService(
                Town.settings(accounts),
                RawLog.clients(),
                new SimpleMeterRegistry(),
                Instance.passing(RandomGenerator.getDefault()),
                Town.relaunch());
    }

    /// Each account is connected on one side and stood by for on the other, who knows the holder.
    private static boolean haveAgreed(IngestorService first, IngestorService second) {
        List<AccountStatus> others = second.accounts();
        return Stream.of(first.accounts())
                .allMatch(accounts -> {
                    for (int i = 0; i < accounts.size(); i++) {
                        if (!isSettled(accounts.get(i), others.get(i))
                                && !isSettled(others.get(i), accounts.get(i))) {
                            return false;
                        }
                    }
                    return true;
                });
    }

    private static boolean isSettled(AccountStatus reader, AccountStatus waiter) {
        return reader.state() instanceof Connected
                && waiter.state() instanceof Standby(String holder, int _)
                && holder.contains("process");
    }

    private void publishToAll(VkTeamsSimulator simulator, int number) {
        bots.forEach(bot -> simulator.publish(bot, Town.message("#talk", number)));
    }

    private void assertNothingLostOrDoubled(int messages) {
        List<String> told = Town.messageIds(Town.messages(messages));
        assertThat(bots).allSatisfy(bot -> assertThat(Town.messageIds(bot)).isEqualTo(told));
    }

    private static void signal(String name, Process process) throws Exception {
        int code =
                new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor();
        assertThat(code).isZero();
    }
}
