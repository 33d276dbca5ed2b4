package dev.tributary.ingestor.vkteams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.contract.config.Settings.VkTeamsAccount;
import dev.tributary.contract.raw.ContentType;
import dev.tributary.contract.raw.RawEvent;
import dev.tributary.contract.raw.RawHeader;
import dev.tributary.ingestor.IngestorService;
import dev.tributary.ingestor.Town;
import dev.tributary.ingestor.append.RawLog;
import dev.tributary.ingestor.lease.Instance;
import dev.tributary.ingestor.source.AccountState;
import dev.tributary.ingestor.source.AccountStatus;
import dev.tributary.simulator.vkteams.Bot;
import dev.tributary.simulator.vkteams.Conduct;
import dev.tributary.simulator.vkteams.Fault;
import dev.tributary.simulator.vkteams.FaultPlan;
import dev.tributary.simulator.vkteams.Script;
import dev.tributary.simulator.vkteams.VkTeamsSimulator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.ObjectNode;

@Tag("stack")
@Timeout(180)
class VkTeamsSourceIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Conduct QUICK =
            Conduct.good().withEventsPerAnswer(20).withLateBy(Duration.ofMillis(200));

    private final Bot bot = Town.bot();

    @ParameterizedTest
    @EnumSource(Fault.class)
    void each_fault_leaves_every_message_in_the_log_once(Fault fault) throws Exception {
        Conduct conduct = QUICK.withFaults(FaultPlan.always(fault, 2));

        readAll(conduct, 100);

        assertThat(Town.messageIds(bot)).isEqualTo(Town.messageIds(Town.messages(100)));
    }

    @Test
    void all_faults_at_once_leave_every_message_in_the_log_once() throws Exception {
        Conduct conduct = QUICK.withFaults(new FaultPlan(7, Fault.all(), 0.5, 2));

        readAll(conduct, 1_000);

        assertThat(Town.messageIds(bot)).isEqualTo(Town.messageIds(Town.messages(1_000)));
    }

    @Test
    void an_event_of_an_unknown_type_is_kept_as_it_came() throws Exception {
        readAll(QUICK.withFaults(FaultPlan.always(Fault.UNKNOWN_EVENT, 1)), 5);

        assertThat(Town.events(bot))
                .hasSize(6)
                .filteredOn(event -> !type(event).equals("newMessage"))
                .singleElement()
                .satisfies(event ->
                        assertThat(new String(event.value(), UTF_8))
                                .contains("\"type\":\"" + type(event) + "\""));
    }

    @Test
    void a_raw_event_says_what_it_is() throws Exception {
        readAll(QUICK, 1);

        RawEvent event = Town.events(bot).getFirst();

        assertThat(event.headers())
                .containsEntry(RawHeader.EVENT_ID, "1")
                .containsEntry(RawHeader.EVENT_TYPE, "newMessage")
                .containsEntry(RawHeader.CONTENT_TYPE, "application/vnd.vkteams.event+json")
                .containsEntry(RawHeader.ORIGIN, "live");
        assertThat(event.headers().get(RawHeader.RECEIVED_AT))
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{3})?Z");
    }

    @Test
    void a_revoked_token_stops_its_account_and_no_other() throws Exception {
        Bot revoked = Town.bot();
        Bot other = Town.bot();
        Map<Bot, List<ObjectNode>> streams = new LinkedHashMap<>();
        Stream.of(bot, revoked, other).forEach(b -> streams.put(b, Town.messages(200)));
        Conduct conduct = QUICK.withFaults(FaultPlan.none().revoking(revoked.userId(), 4));

        try (var simulator =
                        VkTeamsSimulator.start(
                                0, new Script(streams, List.of(), List.of()), conduct);
                IngestorService service = service(simulator, bot, revoked, other)) {
            service.start();
            await().atMost(PATIENCE)
                    .until(() -> simulator.isDrained(bot) && simulator.isDrained(other));
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(status(service, revoked).state())
                                    .isInstanceOf(AccountState.Rejected.class));

            assertThat(status(service, revoked).state().toString())
                    .contains("Invalid token")
                    .doesNotContain(revoked.token());
            assertThat(status(service, bot).state()).isInstanceOf(AccountState.Connected.class);
            assertThat(status(service, other).saved()).isGreaterThanOrEqualTo(200);
        }
        assertThat(Town.messageIds(bot)).isEqualTo(Town.messageIds(Town.messages(200)));
        assertThat(Town.messageIds(other)).isEqualTo(Town.messageIds(Town.messages(200)));
    }

    @Test
    void excluded_chats_are_not_read_and_are_counted() throws Exception {
        List<ObjectNode> talk =
                IntStream.rangeClosed(1, 40)
                        .mapToObj(n -> Town.message(n % 4 == 0 ? "#private" : "#talk", n))
                        .toList();
        try (var simulator = VkTeamsSimulator.start(0, Script.of(bot, talk), QUICK)) {
            String hidden = talk.get(3).path("payload").path("chat").path("chatId").stringValue();
            VkTeamsAccount account =
                    Town.reading(simulator.baseUrl(), bot, List.of(), List.of(hidden));

            AccountStatus status = readAllAndLookUp(simulator, account);

            assertThat(status.skipped()).isEqualTo(10);
            assertThat(status.processed()).isEqualTo(status.saved() + 10);
            assertThat(Town.messageIds(bot))
                    .hasSize(30)
                    .doesNotContainAnyElementsOf(Town.messageIds(talk.subList(3, 4)));
            assertThat(Town.ofType(bot, ContentType.VKTEAMS_CHAT_INFO))
                    .hasSize(1)
                    .noneMatch(event -> hidden.equals(event.headers().get(RawHeader.CHAT_ID)));
        }
    }

    @Test
    void a_chat_is_looked_up_once_when_it_is_first_seen() throws Exception {
        try (var simulator =
                        VkTeamsSimulator.start(
                                0, Town.script(bot, 50), QUICK.withMembersPerPage(1));
                IngestorService service = service(simulator, bot)) {
            simulator.publish(bot, join("boris"));
            simulator.publish(bot, join("clara"));
            service.start();

            await().atMost(PATIENCE)
                    .until(() -> Town.ofType(bot, ContentType.VKTEAMS_CHAT_MEMBERS).size() == 3);

            String chat =
                    Town.messages(1)
                            .getFirst()
                            .path("payload")
                            .path("chat")
                            .path("chatId")
                            .stringValue();
            assertThat(Town.ofType(bot, ContentType.VKTEAMS_CHAT_INFO))
                    .singleElement()
                    .satisfies(info -> {
                        assertThat(info.headers())
                                .containsEntry(RawHeader.EVENT_ID, "chat-info:" + chat)
                                .containsEntry(RawHeader.CHAT_ID, chat);
                        assertThat(new String(info.value(), UTF_8)).startsWith("{\"ok\":true");
                    });
            assertThat(
                            Town.ofType(bot, ContentType.VKTEAMS_CHAT_MEMBERS).stream()
                                    .map(event -> event.headers().get(RawHeader.EVENT_ID)))
                    .containsExactly(
                            "chat-members:" + chat,
                            "chat-members:" + chat + ":2",
                            "chat-members:" + chat + ":3");
        }
    }

    @Test
    void stopping_and_starting_again_in_the_middle_loses_and_doubles_nothing() throws Exception {
        try (var simulator = VkTeamsSimulator.start(0, Town.script(bot, 2_000), QUICK)) {
            for (long until = 300; until <= 900; until += 300) {
                long reached = until;
                try (IngestorService service = service(simulator, bot)) {
                    service.start();
                    await().atMost(PATIENCE)
                            .pollInterval(Duration.ofMillis(5))
                            .until(() -> simulator.departedAt(bot, reached).isPresent());
                }
            }

            readAll(simulator, Town.reading(simulator, bot));

            assertThat(simulator.violations()).isEmpty();
        }
        assertThat(Town.messageIds(bot)).isEqualTo(Town.messageIds(Town.messages(2_000)));
    }

    @Test
    void a_waiting_account_stops_at_once() throws Exception {
        Conduct conduct = QUICK;
        try (var simulator = VkTeamsSimulator.start(0, Town.script(bot, 1), conduct);
                IngestorService service =
                        service(Map.of(bot.userId(), slow(Town.reading(simulator, bot))))) {
            service.start();
            await().atMost(PATIENCE)
                    .until(() -> simulator.isDrained(bot) && simulator.openPolls(bot) == 1);

            service.stop();

            assertThat(simulator.openPolls(bot)).as("the service still holds the poll").isOne();
            assertThat(status(service, bot).state()).isEqualTo(new AccountState.Stopped());
        }
    }

    private static VkTeamsAccount slow(VkTeamsAccount account) {
        return new VkTeamsAccount(
                account.baseUrl(),
                account.token(),
                List.of(),
                List.of(),
                Duration.ofSeconds(60),
                account.requestsPerSecond());
    }

    private static ObjectNode join(String who) {
        return dev.tributary.simulator.vkteams.VkTeamsEvents.newChatMembers(
                "#talk", List.of(who), "anna");
    }

    private void readAll(Conduct conduct, int messages) throws Exception {
        try (var simulator = VkTeamsSimulator.start(0, Town.script(bot, messages), conduct)) {
            readAll(simulator, Town.reading(simulator, bot));
            assertThat(simulator.violations()).isEmpty();
        }
    }

    private AccountStatus readAll(VkTeamsSimulator simulator, VkTeamsAccount account)
            throws IOException {
        try (IngestorService service = service(Map.of(bot.userId(), account))) {
            service.start();
            await().atMost(PATIENCE).until(() -> simulator.isDrained(bot));
            return status(service, bot);
        }
    }

    private AccountStatus readAllAndLookUp(VkTeamsSimulator simulator, VkTeamsAccount account) {
        try (IngestorService service = service(Map.of(bot.userId(), account))) {
            service.start();
            await().atMost(PATIENCE)
                    .until(() ->
                            simulator.isDrained(bot)
                                    && !Town.ofType(bot, ContentType.VKTEAMS_CHAT_MEMBERS)
                                            .isEmpty());
            return status(service, bot);
        }
    }

    private static IngestorService service(VkTeamsSimulator simulator, Bot... bots) {
        Map<String, VkTeamsAccount> accounts = new HashMap<>();
        for (Bot each : bots) {
            accounts.put(each.userId(), Town.reading(simulator, each));
        }
        return service(accounts);
    }

    private static IngestorService service(Map<String, VkTeamsAccount> accounts) {
        return new IngestorService(
                Town.settings(accounts),
                RawLog.clients(),
                new SimpleMeterRegistry(),
                Instance.passing(RandomGenerator.getDefault()),
                Town.relaunch());
    }

    private static AccountStatus status(IngestorService service, Bot bot) {
        return service.accounts().stream()
                .filter(status -> status.name().equals(bot.userId()))
                .findFirst()
                .orElseThrow();
    }

    private static String type(RawEvent event) {
        return event.headers().get(RawHeader.EVENT_TYPE);
    }
}
