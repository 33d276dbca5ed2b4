package dev.tributary.ingestor.imports;

import dev.tributary.contract.raw.RawEvent;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.ingestor.append.Appender;
import dev.tributary.ingestor.append.Cursor;
import dev.tributary.ingestor.append.CursorKey;
import dev.tributary.ingestor.append.RejectedEvent;
import dev.tributary.ingestor.append.Writer;
import dev.tributary.log.LogClients;
import dev.tributary.log.TopicProvisioner;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/// Opens the real log: Kafka, with its topics made where they are missing.
final class KafkaImportLogs implements ImportLog.Opener {

    private final Endpoints.Kafka kafka;
    private final int replicationFactor;
    private final Clock clock;

    KafkaImportLogs(Endpoints.Kafka kafka, int replicationFactor, Clock clock) {
        this.kafka = kafka;
        this.replicationFactor = replicationFactor;
        this.clock = clock;
    }

    @Override
    public ImportLog open(CursorKey key) throws InterruptedException {
        LogClients clients = new LogClients(kafka);
        try (Admin admin = clients.admin()) {
            new TopicProvisioner(admin, replicationFactor).provision();
        }
        return new KafkaImportLog(Appender.open(clients, key, Writer.IMPORT, clock));
    }

    private record KafkaImportLog(Appender appender) implements ImportLog {

        @Override
        public Optional<Cursor> cursor() {
            return appender.cursor();
        }

        @Override
        public void append(List<RawEvent> events, List<RejectedEvent> rejected, Cursor after) {
            appender.append(events, rejected, after);
        }

        @Override
        public void commit() {
            appender.commit();
        }

        @Override
        public void close() {
            appender.close();
        }
    }
}
