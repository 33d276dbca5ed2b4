package dev.tributary.processor.store;

import dev.tributary.archive.LogPartition;
import dev.tributary.contract.event.ChatEvent;
import dev.tributary.contract.event.EventJson;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A record of an event topic, read as far as it can be.
sealed interface Entry {

    ConsumerRecord<String, byte[]> record();

    record Parsed(ConsumerRecord<String, byte[]> record, ChatEvent event) implements Entry {}

    record Garbled(ConsumerRecord<String, byte[]> record, String reason) implements Entry {}

    static Entry of(ConsumerRecord<String, byte[]> record) {
        try {
            return new Parsed(record, EventJson.read(record.value()));
        } catch (IllegalArgumentException e) {
            return new Garbled(record, "the event topic holds something that is no event");
        }
    }

    default LogPartition partition() {
        return new LogPartition(record().topic(), record().partition());
    }
}
