package dev.tributary.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.archive.Archive;
import dev.tributary.contract.config.Settings;
import dev.tributary.contract.config.SettingsLoader;
import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.raw.ContentType;
import dev.tributary.contract.raw.RawEvent;
import dev.tributary.contract.raw.RawHeader;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.embedded.TestStack;
import dev.tributary.log.LogClients;
import dev.tributary.log.RawRecords;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("stack")
class ProcessorServiceIT {

    private static final String ACCOUNT = "jsonl:processor-service";

    private final Endpoints endpoints =
            new Endpoints(0, TestStack.kafka(), TestStack.freshDatabase(), null);
    private final LogClients clients = new LogClients(endpoints.kafka());

    @Test
    void a_raw_record_becomes_a_row_and_a_vector_and_survives_a_rebuild(@TempDir Path data)
            throws SQLException {
        endpoints.write(new DataDirectory(data).endpointsFile());
        append(
                """
                {"chat":"c","message_id":1,"sender":"anna","sent_at":1714559400,"text":"Who took my cup?"}
                {"chat":"c","message_id":2,"sender":"boris","sent_at":1714559460,"text":"Not me","reply_to":1}
                {"chat":"c","message_id":2,"sender":"boris","sent_at":1714559460,"text":"Ask Vera","reply_to":1,"edited_at":1714559520}
                {"chat":"c"}
                {"chat":"c","message_id":1,"deleted":true}
                """);
        List<String> expected = List.of("1 deleted Who took my cup?", "2 Ask Vera");
        Settings settings = SettingsLoader.load(null, Map.of());

        try (ProcessorService _ =
                        ProcessorService.start(
                                settings,
                                endpoints.postgres(),
                                clients,
                                new SimpleMeterRegistry());
                Archive archive = Archive.open(endpoints.postgres())) {
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(rows(archive)).isEqualTo(expected));
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(models(archive)).isOne());
            assertThat(Processor.run("rebuild", "--data", data.toString())).isEqualTo(ExitCode.OK);
            assertThat(rows(archive)).isEqualTo(expected);
        }
    }

    private void append(String lines) {
        try (KafkaProducer<String, byte[]> producer = clients.producer(Map.of())) {
            for (String line : lines.lines().toList()) {
                var _ = producer.send(RawRecords.toRecord(raw(line)));
            }
        }
    }

    private static RawEvent raw(String line) {
        Map<RawHeader, String> headers = new EnumMap<>(RawHeader.class);
        headers.put(RawHeader.EVENT_ID, "1");
        headers.put(RawHeader.EVENT_TYPE, "message");
        headers.put(RawHeader.CONTENT_TYPE, ContentType.JSONL_MESSAGE.value());
        headers.put(RawHeader.ORIGIN, "import");
        headers.put(RawHeader.RECEIVED_AT, "2024-05-01T12:00:00.000Z");
        return new RawEvent(AccountId.parse(ACCOUNT), headers, line.getBytes(UTF_8));
    }

    private static long models(Archive archive) throws SQLException {
        return archive.inTransaction(tx -> {
            try (var query = tx.createStatement();
                    ResultSet row =
                            query.executeQuery(
                                    "SELECT count(*) FROM tributary_shared.embedding_models")) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    private static List<String> rows(Archive archive) throws SQLException {
        return archive.inTransaction(tx -> {
            try (var query =
                    tx.prepareStatement(
                            "SELECT message, deleted, text FROM messages WHERE account = ?"
                                    + " ORDER BY message")) {
                query.setString(1, ACCOUNT);
                return texts(query.executeQuery());
            }
        });
    }

    private static List<String> texts(ResultSet row) throws SQLException {
        List<String> texts = new ArrayList<>();
        while (row.next()) {
            texts.add(
                    row.getString(1) + (row.getBoolean(2) ? " deleted " : " ") + row.getString(3));
        }
        return texts;
    }
}
