package dev.tributary.cli.daemon;

import static dev.tributary.contract.change.Change.Kind.CHAT;
import static dev.tributary.contract.change.Change.Kind.DELETED;
import static dev.tributary.contract.change.Change.Kind.EDITED;
import static dev.tributary.contract.change.Change.Kind.POSTED;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.archive.Archive;
import dev.tributary.archive.ArchiveWriter;
import dev.tributary.archive.vectors.Placement;
import dev.tributary.archive.vectors.Vectors;
import dev.tributary.contract.change.Change;
import dev.tributary.contract.change.ChangeGap;
import dev.tributary.contract.change.ChangeJson;
import dev.tributary.contract.change.FeedHeader;
import dev.tributary.contract.config.SettingsLoader;
import dev.tributary.contract.event.ChatEvent;
import dev.tributary.contract.event.ChatKind;
import dev.tributary.contract.event.ChatProfile;
import dev.tributary.contract.event.EventSource;
import dev.tributary.contract.event.MessageKind;
import dev.tributary.contract.event.MessageTarget;
import dev.tributary.contract.event.TextHash;
import dev.tributary.contract.event.UserProfile;
import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.identity.ChatId;
import dev.tributary.contract.identity.ChatRef;
import dev.tributary.contract.identity.MessageId;
import dev.tributary.contract.identity.UserId;
import dev.tributary.contract.raw.Origin;
import dev.tributary.contract.raw.RawPosition;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.contract.topic.Topics;
import dev.tributary.embedded.EmbeddedBroker;
import dev.tributary.embedded.TestStack;
import dev.tributary.embedding.EmbeddingModels;
import dev.tributary.embedding.TextEmbedder;
import dev.tributary.log.DeadLetters;
import dev.tributary.log.LogClients;
import java.net.URI;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// Some talk in two languages, with vectors and two dead letters, and the file that says where.
final class SmallArchive implements AutoCloseable {

    static final String REF = "jsonl:a/team/";
    static final URI NO_INGESTOR = URI.create("http://127.0.0.1:1/status");

    private static final AccountId ACCOUNT = AccountId.parse("jsonl:a");

    static final ChatRef TEAM = new ChatRef(ACCOUNT, new ChatId("team"));
    static final UserId ANNA = new UserId("anna");

    static final ChatRef PETS = new ChatRef(ACCOUNT, new ChatId("pets"));

    private final EmbeddedBroker broker = TestStack.freshBroker();
    private final Endpoints.Postgres postgres = TestStack.freshDatabase();
    private final List<ChatEvent> events = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();

    SmallArchive(DataDirectory data) throws SQLException, InterruptedException, ExecutionException {
        for (int i = 0; i < 30; i++) {
            says("team", "Report number " + i + " is ready, 😀 please read it", null);
        }
        says("team", "Which report do you mean?", "3");
        says("team", "The third one; it was in the other room \u001b[2J", "31");
        says("team-two", "Отчёт за год готов, посмотрите пожалуйста", null);
        says("pets", "My cat sleeps on the warm keyboard all day", null);
        edit("team", "3", "Report number two, corrected");
        delete("team", "5");
        try (Archive archive = Archive.open(postgres)) {
            archive.inTransaction(tx -> new ArchiveWriter().write(tx, events));
            embed(archive);
        }
        letters();
        changes();
        point(data);
    }

    /// Writes, as a running stack does, where the archive and the log are.
    void point(DataDirectory data) {
        new Endpoints(1, broker.endpoint(), postgres, NO_INGESTOR).write(data.endpointsFile());
    }

    Endpoints.Postgres postgres() {
        return postgres;
    }

    private void says(String chat, String text, @Nullable String replyTo) {
        texts.add(text);
        events.add(version(chat, Integer.toString(texts.size()), text, replyTo, null));
    }

    private void edit(String chat, String message, String text) {
        events.add(version(chat, message, text, null, now()));
    }

    private void delete(String chat, String message) {
        events.add(new ChatEvent.MessageDeleted(source(chat), new MessageId(message), now()));
    }

    private Instant now() {
        return Instant.parse("2026-01-01T10:00:00Z").plusSeconds(60L * events.size());
    }

    private EventSource source(String chat) {
        return new EventSource(
                ACCOUNT,
                new ChatId(chat),
                Origin.LIVE,
                now(),
                new RawPosition("tributary.raw.jsonl", 0, events.size()));
    }

    private ChatEvent version(
            String chat,
            String message,
            String text,
            @Nullable String replyTo,
            @Nullable Instant editedAt) {
        return new ChatEvent.MessageVersion(
                source(chat),
                new MessageId(message),
                new UserProfile(new UserId("anna"), "Анна", "anna"),
                editedAt == null ? now() : null,
                editedAt,
                MessageKind.MESSAGE,
                text,
                replyTo == null ? null : new MessageTarget(null, new MessageId(replyTo)),
                null,
                null,
                List.of(),
                new ChatProfile(ChatKind.GROUP, chat.toUpperCase(Locale.ROOT)));
    }

    private void embed(Archive archive) throws SQLException {
        try (TextEmbedder model =
                EmbeddingModels.open(SettingsLoader.load(null, Map.of()).embedding())) {
            archive.inTransaction(tx -> {
                Vectors.register(tx, model.fingerprint(), model.modelName(), model.dimension());
                Map<TextHash, float[]> vectors = new java.util.HashMap<>();
                for (String text : texts) {
                    vectors.put(
                            TextHash.of(text).orElseThrow(),
                            model.embedPassages(List.of(text)).getFirst());
                }
                Vectors.insert(tx, model.fingerprint(), vectors, Placement.INDEXED);
                return true;
            });
        }
    }

    private void letters() throws InterruptedException, ExecutionException {
        try (KafkaProducer<String, byte[]> producer =
                new LogClients(broker.endpoint()).producer(Map.of())) {
            for (String value : new String[] {"{\"broken\": 1}", "\u001b[2Jpoison"}) {
                ProducerRecord<String, byte[]> letter =
                        new ProducerRecord<>(
                                Topics.DEAD_LETTERS.value(), "jsonl:a", value.getBytes(UTF_8));
                DeadLetters.annotate(
                        letter.headers(),
                        "normalise",
                        "not an event",
                        new RawPosition("tributary.raw.jsonl", 0, 17));
                producer.send(letter).get();
            }
        }
    }

    /// The newest of what was said, as the feed tells it, with a repeat and a gap.
    private void changes() throws InterruptedException, ExecutionException {
        Instant at = Instant.parse("2026-01-01T11:00:00Z");
        change(
                1,
                new Change(
                        POSTED,
                        TEAM,
                        new MessageId("40"),
                        ANNA,
                        "Анна",
                        "TEAM",
                        at,
                        "Tea? \u001b[2J 😀",
                        at));
        change(
                2,
                new Change(
                        EDITED,
                        TEAM,
                        new MessageId("40"),
                        ANNA,
                        "Анна",
                        "TEAM",
                        at,
                        "Tea, anybody?",
                        at));
        change(
                2,
                new Change(
                        EDITED,
                        TEAM,
                        new MessageId("40"),
                        ANNA,
                        "Анна",
                        "TEAM",
                        at,
                        "Tea, anybody?",
                        at));
        change(
                3,
                new Change(
                        DELETED,
                        TEAM,
                        new MessageId("41"),
                        ANNA,
                        "Анна",
                        "TEAM",
                        at.plusSeconds(1),
                        "",
                        at.plusSeconds(1)));
        change(
                4,
                new Change(
                        POSTED,
                        PETS,
                        new MessageId("9"),
                        new UserId("bob"),
                        null,
                        null,
                        at,
                        "The cat is " + "very ".repeat(60) + "warm",
                        at.plusSeconds(2)));
        change(5, new Change(CHAT, PETS, null, null, null, "PETS", at, "", at.plusSeconds(3)));
        ChangeGap gap = new ChangeGap(at.plusSeconds(1), at.plusMillis(1_500));
        try (KafkaProducer<String, byte[]> producer =
                new LogClients(broker.endpoint()).producer(Map.of())) {
            for (int partition = 0; partition < 12; partition++) {
                producer.send(
                                new ProducerRecord<>(
                                        Topics.CHANGES.value(),
                                        partition,
                                        null,
                                        ChangeJson.write(gap)))
                        .get();
            }
        }
    }

    void change(long id, Change change) throws InterruptedException, ExecutionException {
        try (KafkaProducer<String, byte[]> producer =
                new LogClients(broker.endpoint()).producer(Map.of())) {
            ProducerRecord<String, byte[]> record =
                    new ProducerRecord<>(
                            Topics.CHANGES.value(),
                            change.chat().toString(),
                            ChangeJson.write(change));
            record.headers().add(FeedHeader.FEED_ID, Long.toString(id).getBytes(UTF_8));
            producer.send(record).get();
        }
    }

    void stopLog() {
        broker.close();
    }

    @Override
    public void close() {
        broker.close();
    }
}
