package dev.tributary.simulator.vkteams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class LongPollTest {

    private static final Bot BOT = Script.DEFAULT_BOT;

    private VkTeamsSimulator simulator;
    private Client client;

    private void start(List<ObjectNode> events, Conduct conduct) throws Exception {
        simulator = VkTeamsSimulator.start(0, Script.of(BOT, events), conduct);
        client = Client.of(simulator, BOT);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void anEmptyPollIsHeldUntilItsTimeHasPassed() throws Exception {
        start(List.of(), Conduct.good());
        Instant before = Instant.now();

        String answer = client.pollText(0, 1).body();

        assertThat(answer)
                .isEqualTo(
                        """
                        {"ok":true,"events":[]}\
                        """);
        assertThat(Duration.between(before, Instant.now()))
                .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(5));
    }

    @Test
    void aHeldPollIsAnsweredWithTheEventThatArrives() throws Exception {
        start(List.of(), Conduct.good());
        CompletableFuture<JsonNode> held = client.pollLater(0, 30);
        await().until(() -> simulator.calls(BOT) == 1);

        long eventId = simulator.publish(BOT, VkTeamsEvents.newMessage(Messages.message(1)));

        JsonNode answer = held.get(5, TimeUnit.SECONDS);
        assertThat(Messages.ids(answer)).containsExactly(eventId);
        assertThat(simulator.departedAt(BOT, eventId)).isPresent();
    }

    @Test
    void anOldLastEventIdGetsTheSameEventsAgain() throws Exception {
        start(Messages.events(5), Conduct.good());
        JsonNode first = client.poll(0, 0);

        JsonNode again = client.poll(0, 0);

        assertThat(Messages.ids(again)).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(again).isEqualTo(first);
        assertThat(Messages.ids(client.poll(3, 0))).containsExactly(4L, 5L);
    }

    @Test
    void anAnswerHoldsAtMostTheConfiguredNumberOfEvents() throws Exception {
        start(Messages.events(5), Conduct.good().withEventsPerAnswer(2));

        assertThat(Messages.ids(client.poll(0, 0))).containsExactly(1L, 2L);
        assertThat(Messages.ids(client.poll(2, 0))).containsExactly(3L, 4L);
        assertThat(Messages.ids(client.poll(4, 0))).containsExactly(5L);
    }

    @Test
    void anEventKeepsItsOwnIdWhereThatIsHigherThanAllBefore() throws Exception {
        List<ObjectNode> events = new ArrayList<>(Messages.events(3));
        events.set(0, StreamEvent.numbered(1312, events.get(0)).json());
        events.set(2, StreamEvent.numbered(7, events.get(2)).json());
        start(events, Conduct.good());

        assertThat(Messages.ids(client.poll(0, 0))).containsExactly(1312L, 1313L, 1314L);
    }

    @Test
    void theRateCountsFromTheFirstPoll() throws Exception {
        start(Messages.events(40), Conduct.good().withRate(new Rate.PerSecond(20)));
        Instant before = Instant.now();
        List<Long> received = new ArrayList<>();

        while (received.size() < 40) {
            received.addAll(Messages.ids(client.poll(received.size(), 5)));
        }

        assertThat(Duration.between(before, Instant.now()))
                .isBetween(Duration.ofMillis(1900), Duration.ofSeconds(6));
        assertThat(received).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void itIsDrainedOnceTheClientHasAskedForWhatComesAfterTheLastEvent() throws Exception {
        start(Messages.events(3), Conduct.good());
        client.poll(0, 0);
        assertThat(simulator.isDrained()).isFalse();

        client.poll(3, 0);

        assertThat(simulator.isDrained()).isTrue();
    }

    @Test
    void theDepartureIsThatOfTheFirstAnswer() throws Exception {
        start(Messages.events(1), Conduct.good());
        assertThat(simulator.departedAt(BOT, 1)).isEmpty();
        client.poll(0, 0);
        Instant first = simulator.departedAt(BOT, 1).orElseThrow();

        client.poll(0, 0);

        assertThat(simulator.departedAt(BOT, 1)).contains(first);
    }

    @Test
    void eachBotHasItsOwnStream() throws Exception {
        Bot other = Bot.of("1000000002", "other");
        Map<Bot, List<ObjectNode>> events = new LinkedHashMap<>();
        events.put(BOT, Messages.events(2));
        events.put(other, Messages.events(1));
        simulator =
                VkTeamsSimulator.start(0, new Script(events, List.of(), List.of()), Conduct.good());

        assertThat(Messages.ids(Client.of(simulator, BOT).poll(0, 0))).hasSize(2);
        assertThat(Messages.ids(Client.of(simulator, other).poll(0, 0))).hasSize(1);
    }

    @Test
    void closingEndsAHeldPoll() throws Exception {
        start(List.of(), Conduct.good());
        CompletableFuture<JsonNode> held = client.pollLater(0, 60);
        await().until(() -> simulator.calls(BOT) == 1);

        simulator.close();

        await().atMost(Duration.ofSeconds(5)).until(held::isDone);
    }
}
