package dev.tributary.ingestor.telegram.tdlib;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.contract.config.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The real library, without Telegram: its only way out is a proxy that is not there.
@Tag("stack")
@Timeout(120)
class TdHubIT {

    private static final TdProxy NOWHERE = new TdProxy("127.0.0.1", 9);

    private static TdLibrary library;

    @TempDir private Path directory;

    @BeforeAll
    static void install() throws Exception {
        library = RealTdLib.installed();
    }

    @Test
    void five_sessions_in_one_process_open_wait_for_a_phone_number_and_close() throws Exception {
        // Given
        List<TdClient> clients;
        try (TdHub hub = TdHub.open(library)) {
            clients =
                    IntStream.range(0, 5)
                            .mapToObj(i -> hub.client(session("account" + i, 1), TdPurpose.READ))
                            .toList();

            // When
            for (TdClient client : clients) {
                BlockingQueue<TdAuthorization> states = states(client);
                client.open().get(30, SECONDS);
                await(states, new TdAuthorization.WaitPhoneNumber());
            }
        }

        // Then
        assertThat(clients).allSatisfy(client -> assertThat(client.closed()).isCompleted());
    }

    @Test
    void text_beyond_ascii_goes_through_and_comes_back() throws Exception {
        // Given
        try (TdHub hub = TdHub.open(library)) {
            TdClient client = hub.client(session("Кошка 🐈", 1), TdPurpose.READ);
            client.open().get(30, SECONDS);

            // When
            ObjectNode state = client.ask(function("getCurrentState")).get(30, SECONDS);

            // Then
            assertThat(state.path("@type").asString()).isEqualTo("updates");
            assertThat(directory.resolve("Кошка 🐈").resolve("td_test.binlog")).exists();
        }
    }

    @Test
    void a_session_does_not_open_with_another_key() throws Exception {
        // Given
        try (TdHub hub = TdHub.open(library)) {
            TdClient first = hub.client(session("alice", 1), TdPurpose.READ);
            first.open().get(30, SECONDS);
            first.close();
            first.closed().get(30, SECONDS);

            // When
            TdClient second = hub.client(session("alice", 2), TdPurpose.READ);

            // Then
            assertThatThrownBy(() -> second.open().get(30, SECONDS))
                    .cause()
                    .isInstanceOfSatisfying(
                            TdError.class, error -> assertThat(error.code()).isEqualTo(401))
                    .hasMessage("Wrong database encryption key");
        }
    }

    @Test
    void a_proxy_that_is_configured_no_more_is_used_no_more() throws Exception {
        // Given
        try (TdHub hub = TdHub.open(library)) {
            TdClient first = hub.client(session("alice", 1), TdPurpose.READ);
            BlockingQueue<Long> before = enabledProxies(first);
            first.open().get(30, SECONDS);
            assertThat(before.poll(30, SECONDS)).isPositive();
            first.close();
            first.closed().get(30, SECONDS);

            // When: off the network, since nothing else would keep it from Telegram
            TdClient second = hub.client(withoutProxy(session("alice", 1)), TdPurpose.READ);
            ObjectNode offline = function("setNetworkType");
            offline.putObject("type").put("@type", "networkTypeNone");
            CompletableFuture<ObjectNode> _ = second.ask(offline);
            second.open().get(30, SECONDS);

            // Then
            ObjectNode option = function("getOption").put("name", "enabled_proxy_id");
            Awaitility.await()
                    .untilAsserted(() ->
                            assertThat(second.ask(option).get(30, SECONDS).path("value").asLong(0))
                                    .isZero());
        }
    }

    private static BlockingQueue<Long> enabledProxies(TdClient client) {
        BlockingQueue<Long> proxies = new LinkedBlockingQueue<>();
        client.listen(update -> {
            if (update.json().path("name").asString("").equals("enabled_proxy_id")) {
                proxies.add(update.json().path("value").path("value").asLong(0));
            }
        });
        return proxies;
    }

    private static TdSession withoutProxy(TdSession session) {
        return new TdSession(
                session.directory(),
                session.key(),
                session.apiId(),
                session.apiHash(),
                session.usesTestServers(),
                null);
    }

    @Test
    void a_changed_copy_of_the_library_is_not_loaded() throws Exception {
        // Given
        Path copy = directory.resolve("libtdjson.so");
        Files.copy(library.file(), copy);
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-------"));
        Files.write(copy, new byte[1], StandardOpenOption.APPEND);

        // When
        assertThatThrownBy(() -> TdHub.open(new TdLibrary(copy, library.sha256())))
                // Then
                .isInstanceOf(TdLibraryRefused.class)
                .hasMessageContaining("is not loaded");
    }

    private static BlockingQueue<TdAuthorization> states(TdClient client) {
        BlockingQueue<TdAuthorization> states = new LinkedBlockingQueue<>();
        client.listen(update -> TdAuthorization.of(update).ifPresent(states::add));
        return states;
    }

    private static void await(BlockingQueue<TdAuthorization> states, TdAuthorization wanted)
            throws InterruptedException {
        TdAuthorization state = states.poll(30, SECONDS);
        while (state != null && !state.equals(wanted)) {
            state = states.poll(30, SECONDS);
        }
        assertThat(state).isEqualTo(wanted);
    }

    private TdSession session(String name, int key) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) key;
        return new TdSession(
                directory.resolve(name),
                new Secret(Base64.getEncoder().encodeToString(bytes)),
                12_345,
                new Secret("0123456789abcdef0123456789abcdef"),
                true,
                NOWHERE);
    }

    private static ObjectNode function(String type) {
        return JsonMapper.shared().createObjectNode().put("@type", type);
    }
}
