package dev.tributary.ingestor.telegram.tdlib;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tributary.contract.config.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class TdHubTest {

    private static final Path LIBRARY = Path.of("/lib/libtdjson.so");

    private final FakeTd td = new FakeTd();
    private final TdHub hub = new TdHub(td, LIBRARY);

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void an_update_reaches_the_client_it_is_for_with_its_text_untouched() throws Exception {
        // Given
        String text = "{ \"@type\":\"updateUser\", \"a\":1.50, \"@client_id\":2 }";
        BlockingQueue<TdUpdate> first = listening(client());
        BlockingQueue<TdUpdate> second = listening(client());

        // When
        td.tell(text);

        // Then
        TdUpdate update = second.poll(10, SECONDS);
        assertThat(update).isNotNull();
        assertThat(update.type()).isEqualTo("updateUser");
        assertThat(update.text()).isEqualTo(text);
        assertThat(first).isEmpty();
    }

    @Test
    void an_answer_reaches_who_asked_without_what_is_of_this_process() {
        // Given
        TdClient client = client();
        CompletableFuture<ObjectNode> one = client.ask(function("getMe"));
        CompletableFuture<ObjectNode> other = client.ask(function("getContacts"));

        // When
        td.tell(
                """
                {"@type":"users","total_count":3,"@extra":"%s","@client_id":1}\
                """
                        .formatted(td.sent.get(1).extra()));

        // Then
        assertThat(other)
                .succeedsWithin(Duration.ofSeconds(10))
                .hasToString("{\"@type\":\"users\",\"total_count\":3}");
        assertThat(one).isNotDone();
    }

    @Test
    void an_error_ends_the_question_with_its_code_and_reason() {
        // Given
        CompletableFuture<ObjectNode> answer = client().ask(function("getMe"));

        // When
        td.tell(
                """
                {"@type":"error","code":429,"message":"Too Many Requests: retry after 61",\
                "@extra":"%s","@client_id":1}\
                """
                        .formatted(td.sent.getFirst().extra()));

        // Then
        assertThatThrownBy(() -> answer.get(10, SECONDS))
                .cause()
                .isInstanceOfSatisfying(
                        TdError.class, error -> assertThat(error.code()).isEqualTo(429))
                .hasMessage("Too Many Requests: retry after 61");
    }

    @Test
    void what_the_gate_refuses_never_reaches_the_library() {
        // Given
        TdClient client = client();

        // When
        assertThatThrownBy(() -> client.ask(function("sendMessage")))
                // Then
                .isInstanceOf(TdFunctionRefused.class)
                .hasMessageContaining("\"sendMessage\"");
        assertThat(td.sent).isEmpty();
    }

    @Test
    void a_listener_with_a_defect_stops_nobody() throws Exception {
        // Given
        TdClient broken = client();
        broken.listen(_ -> {
            throw new IllegalStateException("a defect");
        });
        BlockingQueue<TdUpdate> sound = listening(client());

        // When
        td.tell("{\"@type\":\"updateUser\",\"@client_id\":1}");
        td.tell("{\"@type\":\"updateUser\",\"@client_id\":2}");

        // Then
        assertThat(sound.poll(10, SECONDS)).isNotNull();
    }

    @Test
    void a_session_with_a_proxy_is_off_the_network_until_the_proxy_is_known() {
        // Given
        TdClient client = hub.client(session(new TdProxy("127.0.0.1", 1080)), TdPurpose.READ);

        // When
        CompletableFuture<ObjectNode> opened = client.open();

        // Then
        assertThat(td.sent.stream().map(FakeTd.Sent::type))
                .containsExactly(
                        "setNetworkType", "addProxy", "setTdlibParameters", "setNetworkType");
        assertThat(td.sent.getFirst().function().at("/type/@type").asString())
                .isEqualTo("networkTypeNone");
        assertThat(opened).isNotDone();
    }

    @Test
    void a_session_without_a_proxy_leaves_none_of_former_times() {
        // Given
        TdClient client = hub.client(session(null), TdPurpose.READ);

        // When
        CompletableFuture<ObjectNode> _ = client.open();

        // Then
        assertThat(td.sent.stream().map(FakeTd.Sent::type))
                .containsExactly("disableProxy", "setTdlibParameters");
    }

    @Test
    void nothing_waits_for_an_answer_of_a_session_that_closed_by_itself() {
        // Given
        TdClient client = client();
        CompletableFuture<ObjectNode> asked = client.ask(function("getMe"));

        // When
        td.tell(
                """
                {"@type":"updateAuthorizationState","authorization_state":\
                {"@type":"authorizationStateClosed"},"@client_id":1}\
                """);

        // Then
        assertThat(client.closed()).succeedsWithin(Duration.ofSeconds(10));
        await().untilAsserted(() -> assertThat(asked).isCompletedExceptionally());
        assertThat(client.ask(function("getMe"))).isCompletedExceptionally();
    }

    @Test
    void closing_closes_each_session_once_and_waits_for_it() {
        // Given
        List<TdClient> clients = List.of(client(), client(), client());
        CompletableFuture<ObjectNode> _ = clients.getFirst().open();
        CompletableFuture<ObjectNode> _ = clients.getLast().open();

        // When
        hub.close();

        // Then
        assertThat(clients).allSatisfy(client -> assertThat(client.closed()).isDone());
        assertThat(
                        td.sent.stream()
                                .filter(sent -> sent.type().equals("close"))
                                .map(FakeTd.Sent::client))
                .containsExactlyInAnyOrder(1, 3);
    }

    @Test
    void a_library_that_is_received_from_has_no_second_hub() {
        assertThatThrownBy(() -> new TdHub(new FakeTd(), LIBRARY))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is in use");
    }

    private TdClient client() {
        return hub.client(session(null), TdPurpose.READ);
    }

    private static BlockingQueue<TdUpdate> listening(TdClient client) {
        BlockingQueue<TdUpdate> updates = new LinkedBlockingQueue<>();
        client.listen(updates::add);
        return updates;
    }

    private static TdSession session(@Nullable TdProxy proxy) {
        return new TdSession(
                Path.of("/session"), new Secret("a2V5"), 1, new Secret("hash"), false, proxy);
    }

    private static ObjectNode function(String type) {
        return JsonMapper.shared().createObjectNode().put("@type", type);
    }
}
