package dev.tributary.processor.rebuild;

import dev.tributary.contract.event.ChatEvent;
import dev.tributary.contract.event.EventJson;
import dev.tributary.contract.raw.RawEvent;
import dev.tributary.contract.raw.RawPosition;
import dev.tributary.contract.topic.Topics;
import dev.tributary.log.RawRecords;
import dev.tributary.processor.normalise.Normaliser;
import dev.tributary.processor.normalise.reading.UnknownKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Raw records through the normaliser into the shadow, as the stream and the store would have it.
final class RawReplay implements LogRange.Sink {

    private static final Logger LOG = LoggerFactory.getLogger(RawReplay.class);

    /// The stream dead-letters an event that does not fit into a record of the event topics.
    private static final int MOST_BYTES = Topics.MAX_RECORD_BYTES - 64 * 1024;

    private final Normaliser normaliser;
    private final ShadowWriter writer;
    private final long total;
    private final Consumer<Progress> progress;
    private long done;

    RawReplay(Normaliser normaliser, ShadowWriter writer, long total, Consumer<Progress> progress) {
        this.normaliser = normaliser;
        this.writer = writer;
        this.total = total;
        this.progress = progress;
    }

    @Override
    public void accept(List<ConsumerRecord<String, byte[]>> records) throws SQLException {
        List<ChatEvent> events = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            events.addAll(normalise(record));
        }
        if (!events.isEmpty()) {
            writer.write(events);
        }
        done += records.size();
        progress.accept(new Progress.Replaying(done, total));
    }

    /// Whatever the normaliser throws made the stream dead-letter the record.
    private List<ChatEvent> normalise(ConsumerRecord<String, byte[]> record) {
        RawPosition position = new RawPosition(record.topic(), record.partition(), record.offset());
        try {
            RawEvent raw = RawRecords.fromRecord(record.key(), record.headers(), record.value());
            List<ChatEvent> events = told(raw, position);
            if (record.value().length < MOST_BYTES / 8 || events.stream().allMatch(this::fits)) {
                return events;
            }
        } catch (RuntimeException e) {
            LOG.atDebug()
                    .addKeyValue("topic", position.topic())
                    .addKeyValue("partition", position.partition())
                    .addKeyValue("offset", position.offset())
                    .log("A raw record is passed over");
        }
        writer.skip();
        return List.of();
    }

    private List<ChatEvent> told(RawEvent raw, RawPosition position) {
        try {
            return normaliser.normalise(raw, position);
        } catch (UnknownKind e) {
            return e.told();
        }
    }

    private boolean fits(ChatEvent event) {
        return EventJson.write(event).length <= MOST_BYTES;
    }
}
