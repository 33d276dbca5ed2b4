package dev.tributary.ingestor.imports;

import dev.tributary.contract.raw.RawEvent;
import dev.tributary.ingestor.append.Appender;
import dev.tributary.ingestor.append.Cursor;
import dev.tributary.ingestor.append.CursorKey;
import dev.tributary.ingestor.append.RejectedEvent;
import dev.tributary.ingestor.append.Writer;
import dev.tributary.log.LogClients;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// Opens the real log.
record KafkaImportLogs(LogClients clients, Clock clock) implements ImportLog.Opener {

    @Override
    public ImportLog open(CursorKey key) {
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
