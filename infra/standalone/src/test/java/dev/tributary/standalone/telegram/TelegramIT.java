package dev.tributary.standalone.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.query.QueryEngine;
import dev.tributary.simulator.telegram.script.LiveScript;
import dev.tributary.simulator.telegram.script.Texts;
import dev.tributary.simulator.telegram.script.TownGenerator;
import dev.tributary.simulator.telegram.script.TownPlan;
import dev.tributary.simulator.telegram.town.Town;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Two accounts with 40 chats, whose history is fetched while people talk. The sizes are those of
/// every day; `-Dtelegram.messages=50000 -Dtelegram.rate=100` is a town that is worth measuring.
@Tag("stack")
class TelegramIT {

    private static final int MESSAGES = Integer.getInteger("telegram.messages", 2_000);
    private static final int RATE = Integer.getInteger("telegram.rate", 20);
    private static final int PROBES_PER_SECOND = 5;
    private static final long SECONDS_OF_TALK = 10;

    private static final Duration SOON_ON_A_BUSY_MACHINE = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir private Path directory;

    @Test
    void every_message_is_archived_once_and_found_while_history_is_fetched() throws Exception {
        TownPlan plan = TownPlan.usual(1).withMessages(MESSAGES);
        Town town = TownGenerator.generate(plan, Texts.generated(), Clock.systemUTC());
        List<Duration> found;
        long posts;
        try (TelegramTown telegram = TelegramTown.start(town, directory);
                Reading reading = Reading.start(telegram, directory);
                QueryEngine queries = reading.queries()) {
            Instant begun = Instant.now();
            try (LiveScript talk = Reading.talk(town, RATE, 2)) {
                reading.awaitConnected();
                try (Passage passage = Passage.of(reading.stack().endpoints().kafka());
                        Probes probes =
                                Probes.start(
                                        town,
                                        reading.stack().archive().dataSource(),
                                        queries,
                                        PROBES_PER_SECOND)) {
                    reading.awaitHistory();
                    say("history is there", begun, reading);
                    await().atMost(PATIENCE).until(() -> talk.posts() >= SECONDS_OF_TALK * RATE);
                    probes.fallSilent();
                    await().atMost(PATIENCE).until(() -> probes.waiting() == 0);
                    found = probes.times();
                    System.out.println(passage.report(probes.saidAt(), probes.foundAt()));
                }
                posts = talk.posts();
            }

            reading.awaitTruth();

            say("the archive is what Telegram has", begun, reading);
            System.out.printf(
                    "%d messages of history, %d live posts; found after p50 %d ms, p95 %d ms, most"
                            + " %d ms of %d%n",
                    MESSAGES,
                    posts,
                    part(found, 0.5).toMillis(),
                    part(found, 0.95).toMillis(),
                    found.getLast().toMillis(),
                    found.size());
            System.out.println(reading.calls());
            assertThat(part(found, 0.5)).isLessThan(SOON_ON_A_BUSY_MACHINE);
            assertThat(reading.page().connected()).isEqualTo("2 of 2");
            assertStatus(reading.page());
            assertThat(AccountsPage.ofQueryCli(reading.stack()).connected()).isEqualTo("2 of 2");
            assertStatus(AccountsPage.ofQueryCli(reading.stack()));
            reading.assertNothingWasWritten();
        }
    }

    private static void assertStatus(AccountsPage page) {
        assertThat(page.accounts())
                .hasSize(2)
                .allSatisfy(account -> {
                    JsonNode sync = account.path("sync");
                    assertThat(sync.path("messages").asLong()).isPositive();
                    assertThat(Instant.parse(sync.path("last_update_at").asString()))
                            .isAfter(Instant.now().minus(Duration.ofHours(1)));
                    assertThat(sync.at("/backfill/percent").asInt()).isEqualTo(100);
                    assertThat(sync.at("/backfill/done").asInt())
                            .isEqualTo(sync.at("/backfill/chats").asInt());
                    assertThat(sync.path("holes").asInt()).isZero();
                    assertThat(sync.path("flood_wait_until").isNull()).isTrue();
                    assertThat(sync.at("/sweep/window_seconds").asLong()).isPositive();
                });
    }

    private static Duration part(List<Duration> sorted, double part) {
        return sorted.get((int) Math.ceil(part * sorted.size()) - 1);
    }

    private static void say(String what, Instant begun, Reading reading) throws Exception {
        System.out.printf(
                "%s after %d s: %s%n",
                what,
                Duration.between(begun, Instant.now()).toSeconds(),
                reading.page().progress());
    }
}
