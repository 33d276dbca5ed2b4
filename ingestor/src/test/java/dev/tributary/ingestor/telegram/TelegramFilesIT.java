package dev.tributary.ingestor.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.contract.config.TelegramSettings.MediaType;
import dev.tributary.contract.raw.Origin;
import dev.tributary.ingestor.telegram.tdlib.TdHub;
import dev.tributary.ingestor.telegram.tdlib.TdPurpose;
import dev.tributary.simulator.telegram.conduct.RpcError;
import dev.tributary.simulator.telegram.town.Account;
import dev.tributary.simulator.telegram.town.Media;
import dev.tributary.simulator.telegram.town.Person;
import dev.tributary.simulator.telegram.town.Post;
import dev.tributary.simulator.telegram.town.PrivateChat;
import dev.tributary.simulator.telegram.town.Town;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The real TDLib fetches files from a Telegram that misbehaves.
@Tag("stack")
@Timeout(180)
class TelegramFilesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String GET_FILE = "upload.getFile";

    @TempDir private Path directory;

    private final Town town = new Town(Clock.systemUTC());
    private final Account ann = town.addAccount("Ann", "One");
    private final Person cid = town.addPerson("Cid", "Two");
    private final PrivateChat talk = town.openPrivateChat(ann, cid);
    private final Random random = new Random(1);
    private LocalTelegram telegram;
    private TdHub hub;
    private MemoryLog log;

    @BeforeEach
    void signIn() throws Exception {
        telegram = LocalTelegram.open(town, directory);
        hub = telegram.hub();
        telegram.signIn(hub, telegram.session(ann), ann);
        log =
                MemoryLog.real(_ -> {
                    try {
                        return hub.client(telegram.session(ann), TdPurpose.READ);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
        log.settings(AccountSettings.withFiles(Set.of(MediaType.DOCUMENT), 50));
        log.files(directory.resolve("files"));
    }

    @AfterEach
    void nothingWasWritten() throws Exception {
        log.close();
        hub.close();
        telegram.close();
        assertThat(telegram.telegram().violations()).isEmpty();
    }

    @Test
    void files_of_old_and_new_messages_are_kept_and_the_log_says_where() throws Exception {
        // Given
        byte[] old = content(300_000);
        byte[] fresh = content(70_000);
        town.remember(talk, cid, document(old), Instant.now().minusSeconds(600));
        log.start();
        readUntilStored(1);

        // When
        town.post(talk, cid, document(fresh));
        town.post(talk, cid, document(old));
        readUntilStored(3);

        // Then
        assertThat(kept()).containsExactlyInAnyOrder(old, fresh);
        assertThat(log.text(log.ofType("tributaryStoredFile")).getFirst())
                .matches(
                        "\\{\"@type\":\"tributaryStoredFile\",\"unique_id\":\"[^\"]+\","
                                + "\"sha256\":\"[0-9a-f]{64}\",\"size\":300000,"
                                + "\"chat_id\":\\d+,\"message_id\":\\d+}");
        assertThat(log.ofType("tributaryStoredFile"))
                .extracting(event -> event.origin())
                .containsExactly(Origin.BACKFILL, Origin.LIVE, Origin.LIVE);
        assertThat(filesOfTdLib()).isEmpty();
    }

    @Test
    void an_expired_reference_is_read_again() throws Exception {
        // Given
        byte[] content = content(300_000);
        town.remember(talk, cid, document(content), Instant.now().minusSeconds(600));
        log.settings(AccountSettings.everything());
        log.start();
        readUntil(() -> log.messages().size() == 1);
        log.close();
        town.files().expireReferences();

        // When
        log.settings(AccountSettings.withFiles(Set.of(MediaType.DOCUMENT), 50));
        log.start();
        readUntilStored(1);

        // Then
        assertThat(kept()).containsExactly(content);
        assertThat(telegram.telegram().rpcLog().records())
                .anyMatch(call -> call.refusal().equals(Optional.of("FILE_REFERENCE_EXPIRED")));
    }

    @Test
    void a_file_whose_fetching_was_broken_off_is_taken_up_where_it_was() throws Exception {
        // Given how much asking a whole file takes
        int size = 40_000_000;
        town.remember(talk, cid, document(content(size)), Instant.now().minusSeconds(600));
        log.start();
        readUntilStored(1);
        int whole = asked();
        byte[] content = content(size);
        town.post(talk, cid, document(content));
        readUntil(() -> {
            // A reading returns when there is something to read: so it looks again at once.
            town.post(talk, cid, Post.text("meanwhile"));
            return asked() > whole + 8;
        });

        // When
        log.close();
        int before = asked();
        log.start();
        readUntilStored(2);

        // Then
        assertThat(before).isLessThan(2 * whole);
        assertThat(asked() - before).isLessThan(whole);
        assertThat(kept()).contains(content);
    }

    @Test
    void a_file_that_telegram_refuses_is_left_and_the_others_come() throws Exception {
        // Given
        town.post(talk, cid, document(content(100_000)));
        telegram.telegram()
                .faults()
                .refuse(ann.person().id(), GET_FILE, 1, new RpcError(400, "LOCATION_INVALID"));
        log.start();
        readUntil(() -> log.report().at("/files/refused").asInt() == 1);

        // When
        byte[] content = content(100_000);
        town.post(talk, cid, document(content));
        readUntilStored(1);

        // Then
        assertThat(kept()).containsExactly(content);
        assertThat(log.messages()).hasSize(2);
        assertThat(log.report().at("/files/waiting").asInt()).isZero();
    }

    @Test
    void messages_go_on_while_the_disk_takes_no_files() throws Exception {
        // Given
        Path occupied = Files.writeString(directory.resolve("occupied"), "");
        log.files(occupied);
        town.post(talk, cid, document(content(1_000)));
        log.start();
        readUntil(() -> log.report().at("/files/paused").asBoolean(false));

        // When
        town.post(talk, cid, Post.text("hello"));
        readUntil(() -> log.messages().size() == 2);
        log.close();
        log.files(directory.resolve("files"));
        log.start();
        readUntilStored(1);

        // Then
        assertThat(kept()).hasSize(1);
    }

    private Post document(byte[] content) {
        return Post.text("see")
                .with(new Media.Document(town.files().put(content), "plan.pdf", "application/pdf"));
    }

    private byte[] content(int size) {
        byte[] content = new byte[size];
        random.nextBytes(content);
        return content;
    }

    private int asked() {
        return telegram.telegram().rpcLog().counts().getOrDefault(GET_FILE, 0);
    }

    private List<byte[]> kept() throws IOException {
        return contents(directory.resolve("files"));
    }

    private List<byte[]> filesOfTdLib() throws IOException {
        return contents(telegram.session(ann).directory().resolve("files").resolve("documents"));
    }

    private static List<byte[]> contents(Path root) throws IOException {
        List<byte[]> contents = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.add(Files.readAllBytes(file));
            }
        }
        return contents;
    }

    private void readUntilStored(int count) throws Exception {
        readUntil(() -> log.ofType("tributaryStoredFile").size() == count);
        readUntil(() -> log.report().at("/files/waiting").asInt(1) == 0);
    }

    private void readUntil(BooleanSupplier condition) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as(() -> log.report().toString()).isBefore(end);
            log.readOrReconnect();
        }
    }
}
