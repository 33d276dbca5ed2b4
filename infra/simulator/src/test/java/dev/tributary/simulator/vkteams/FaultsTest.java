package dev.tributary.simulator.vkteams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.simulator.fault.Strikes;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class FaultsTest {

    private static final Bot BOT = Script.DEFAULT_BOT;

    private VkTeamsSimulator simulator;
    private Client client;

    private void start(Fault fault) throws IOException {
        start(FaultPlan.always(fault, 1));
    }

    private void start(FaultPlan plan) throws IOException {
        Conduct conduct =
                Conduct.good()
                        .withFaults(plan)
                        .withEventsPerAnswer(5)
                        .withLateBy(Duration.ofMillis(300));
        simulator = VkTeamsSimulator.start(0, Script.of(BOT, Messages.events(10)), conduct);
        client = Client.of(simulator, BOT);
    }

    @AfterEach
    void stop() {
        if (simulator != null) {
            simulator.close();
        }
    }

    /// Every fault passes: the same poll afterwards has the events.
    private void assertThatItPasses(Fault fault) throws Exception {
        assertThat(simulator.faults(BOT)).isEqualTo(Map.of(fault, 1));
        JsonNode next = client.poll(0, 0);
        assertThat(next.path("ok").asBoolean()).isTrue();
        assertThat(next.path("events").size()).isEqualTo(5);
    }

    @Test
    void http500() throws Exception {
        start(Fault.HTTP_500);

        HttpResponse<String> answer = client.get("self/get");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("Internal Server Error\n");
        assertThatItPasses(Fault.HTTP_500);
    }

    @Test
    void okFalse() throws Exception {
        start(Fault.OK_FALSE);

        HttpResponse<String> answer = client.pollText(0, 0);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(
                        """
                        {"ok":false,"description":"Bad request"}\
                        """);
        assertThatItPasses(Fault.OK_FALSE);
    }

    @Test
    void html() throws Exception {
        start(Fault.HTML);

        HttpResponse<String> answer = client.pollText(0, 0);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("text/html; charset=utf-8");
        assertThat(answer.body()).startsWith("<!DOCTYPE html>");
        assertThatItPasses(Fault.HTML);
    }

    @Test
    void ratelimit() throws Exception {
        start(Fault.RATELIMIT);

        HttpResponse<String> answer = client.pollText(0, 0);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(
                        """
                        {"ok":false,"description":"Ratelimit"}\
                        """);
        assertThatItPasses(Fault.RATELIMIT);
    }

    @Test
    void http429() throws Exception {
        start(Fault.HTTP_429);

        HttpResponse<String> answer = client.pollText(0, 0);

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThatItPasses(Fault.HTTP_429);
    }

    @Test
    void missingOk() throws Exception {
        start(Fault.MISSING_OK);

        JsonNode answer = client.poll(0, 0);

        assertThat(answer.propertyNames()).containsExactly("events");
        assertThat(Messages.ids(answer)).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThatItPasses(Fault.MISSING_OK);
    }

    @Test
    void cutPoll() throws Exception {
        start(Fault.CUT_POLL);

        assertThatThrownBy(() -> client.poll(0, 0)).isInstanceOf(IOException.class);

        assertThat(simulator.departedAt(BOT, 1)).isEmpty();
        assertThatItPasses(Fault.CUT_POLL);
        assertThat(simulator.departedAt(BOT, 1)).isPresent();
    }

    @Test
    void slowAnswer() throws Exception {
        start(Fault.SLOW_ANSWER);
        Instant before = Instant.now();

        JsonNode answer = client.poll(0, 1);

        assertThat(Duration.between(before, Instant.now())).isGreaterThan(Duration.ofMillis(1300));
        assertThat(Messages.ids(answer)).hasSize(5);
        assertThatItPasses(Fault.SLOW_ANSWER);
    }

    @Test
    void unknownEvent() throws Exception {
        start(Fault.UNKNOWN_EVENT);

        JsonNode answer = client.poll(0, 0);

        assertThat(answer.path("events").valueStream().map(e -> e.path("type").asString()))
                .containsExactly(
                        "messageReactions", "newMessage", "newMessage", "newMessage", "newMessage");
        assertThat(Messages.ids(answer)).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThatItPasses(Fault.UNKNOWN_EVENT);
    }

    @Test
    void repeatedEvents() throws Exception {
        start(FaultPlan.always(Fault.REPEATED_EVENTS, 2));
        JsonNode first = client.poll(0, 0);

        JsonNode second = client.poll(5, 0);

        assertThat(Messages.ids(first)).hasSize(10).containsOnly(1L, 2L, 3L, 4L, 5L);
        assertThat(Messages.ids(second)).hasSize(15).contains(1L, 2L, 3L, 4L, 5L, 10L);
        assertThat(Messages.ids(second))
                .isNotEqualTo(Messages.ids(second).stream().sorted().toList());
        assertThat(Messages.ids(client.poll(5, 0))).containsExactly(6L, 7L, 8L, 9L, 10L);
    }

    @Test
    void wrongOrder() throws Exception {
        start(Fault.WRONG_ORDER);

        JsonNode answer = client.poll(0, 0);

        assertThat(Messages.ids(answer))
                .containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L)
                .isNotEqualTo(List.of(1L, 2L, 3L, 4L, 5L));
        assertThatItPasses(Fault.WRONG_ORDER);
    }

    @Test
    void aRevokedTokenIsInvalidForGoodWhileOtherBotsGoOn() throws Exception {
        Bot other = Bot.of("1000000002", "other");
        Map<Bot, List<ObjectNode>> events = new LinkedHashMap<>();
        events.put(BOT, Messages.events(2));
        events.put(other, Messages.events(2));
        FaultPlan plan = FaultPlan.none().revoking(BOT.userId(), 1);
        simulator =
                VkTeamsSimulator.start(
                        0,
                        new Script(events, List.of(), List.of()),
                        Conduct.good().withFaults(plan));
        client = Client.of(simulator, BOT);

        client.get("self/get");

        String invalid =
                """
                {"ok":false,"description":"Invalid token"}\
                """;
        assertThat(client.pollText(0, 0).body()).isEqualTo(invalid);
        assertThat(client.get("self/get").body()).isEqualTo(invalid);
        assertThat(Messages.ids(Client.of(simulator, other).poll(0, 0))).hasSize(2);
    }

    @Test
    void theSameSeedAndCallsGiveTheSameFaults() {
        FaultPlan plan = FaultPlan.of(42, Fault.all());
        Strikes<Fault> one = plan.strikes(BOT);
        Strikes<Fault> two = plan.strikes(BOT);

        for (int i = 0; i < 1000; i++) {
            assertThat(onPoll(one)).isEqualTo(onPoll(two));
        }
        assertThat(one.struck())
                .hasSize(Fault.values().length)
                .allSatisfy((_, n) -> assertThat(n).isEqualTo(10));
        assertThat(onPoll(one)).isEmpty();
    }

    private static Optional<Fault> onPoll(Strikes<Fault> strikes) {
        return strikes.next(fault -> fault.canStrike(Call.EVENTS_GET));
    }

    @Test
    void aPlanOutOfRangeIsRefused() {
        assertThatThrownBy(() -> new FaultPlan(1, Set.of(), 2, 1))
                .hasMessage("fault chance \"2.0\" is not between 0 and 1");
    }
}
