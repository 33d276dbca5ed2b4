package dev.tributary.ingestor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.contract.raw.Origin;
import dev.tributary.contract.raw.RawHeader;
import dev.tributary.embedded.EmbeddedBroker;
import dev.tributary.ingestor.append.RawLog;
import dev.tributary.ingestor.lease.Instance;
import dev.tributary.ingestor.source.AccountState;
import dev.tributary.log.LogClients;
import dev.tributary.log.TopicProvisioner;
import dev.tributary.simulator.vkteams.Bot;
import dev.tributary.simulator.vkteams.Conduct;
import dev.tributary.simulator.vkteams.Rate;
import dev.tributary.simulator.vkteams.VkTeamsSimulator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("stack")
@Timeout(240)
class KafkaOutageIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int MESSAGES = 600;

    @TempDir Path directory;

    private final Bot bot = Town.bot();

    @Test
    void an_account_backs_off_while_the_broker_is_away_and_goes_on_where_it_was() throws Exception {
        EmbeddedBroker before = EmbeddedBroker.start(directory, 0);
        LogClients log = new LogClients(before.endpoint());
        TopicProvisioner.provision(log);
        String address = before.endpoint().clientProperties().get("bootstrap.servers").value();
        int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
        Conduct conduct = Conduct.good().withRate(new Rate.PerSecond(50));

        try (var simulator = VkTeamsSimulator.start(0, Town.script(bot, MESSAGES), conduct);
                var service =
                        new IngestorService(
                                Town.settings(Map.of("town", Town.reading(simulator, bot))),
                                log,
                                new SimpleMeterRegistry(),
                                Instance.lasting("outage"),
                                Town.relaunch())) {
            service.start();
            await().atMost(PATIENCE).until(() -> simulator.departedAt(bot, 100).isPresent());
            before.close();
            await().atMost(PATIENCE)
                    .until(() ->
                            service.accounts().getFirst().state()
                                    instanceof AccountState.BackingOff);
            try (EmbeddedBroker _ = EmbeddedBroker.start(directory, port)) {
                await().atMost(PATIENCE).until(() -> simulator.isDrained(bot));

                assertThat(eventIds(log)).isEqualTo(oneTo(MESSAGES));
            }
        }
    }

    private List<String> eventIds(LogClients log) {
        return RawLog.eventsOf(log, Town.account(bot), Origin.LIVE).stream()
                .map(event -> event.headers().get(RawHeader.EVENT_ID))
                .filter(id -> !id.startsWith("chat-"))
                .toList();
    }

    private static List<String> oneTo(long last) {
        return LongStream.rangeClosed(1, last).mapToObj(Long::toString).toList();
    }
}
