package dev.tributary.processor.rebuild;

import dev.tributary.contract.event.ChatEvent;
import dev.tributary.contract.event.EventJson;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Events that the stream derived meanwhile, into the shadow.
final class EventTail implements LogRange.Sink {

    private final ShadowWriter writer;

    EventTail(ShadowWriter writer) {
        this.writer = writer;
    }

    @Override
    public void accept(List<ConsumerRecord<String, byte[]>> records) throws SQLException {
        List<ChatEvent> events = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                events.add(EventJson.read(record.value()));
            } catch (IllegalArgumentException e) {
                // The store has laid it aside.
                writer.skip();
            }
        }
        if (!events.isEmpty()) {
            writer.write(events);
        }
    }
}
