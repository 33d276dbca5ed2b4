package dev.tributary.processor.normalise;

import dev.tributary.contract.event.ChatEvent;
import dev.tributary.contract.event.EventJson;
import dev.tributary.contract.raw.RawEvent;
import dev.tributary.contract.raw.RawHeader;
import dev.tributary.contract.raw.RawPosition;
import dev.tributary.contract.topic.Topics;
import dev.tributary.log.RawRecords;
import dev.tributary.processor.normalise.Outcome.KeyedEvent;
import dev.tributary.processor.normalise.reading.UnknownKind;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// The whole decision about a raw record, without I/O.
final class Normalisation {

    /// Key, headers and framing of a record beside its value.
    static final int RECORD_OVERHEAD = 64 * 1024;

    private final Normaliser normaliser;

    Normalisation(Normaliser normaliser) {
        this.normaliser = normaliser;
    }

    /// Never throws: a record that nobody can read must not stop the stream.
    Outcome of(
            @Nullable String key, Headers headers, byte @Nullable [] value, RawPosition position) {
        if (key == null || value == null) {
            return new Outcome.Unreadable(
                    "the record has no " + (key == null ? "account as its key" : "value"));
        }
        RawEvent raw;
        try {
            raw = RawRecords.fromRecord(key, headers, value);
        } catch (IllegalArgumentException e) {
            return new Outcome.Unreadable(String.valueOf(e.getMessage()));
        }
        try {
            return told(raw, position);
        } catch (MalformedEvent e) {
            return new Outcome.Unreadable(e.reason());
        } catch (RuntimeException e) {
            return new Outcome.Defect(e);
        }
    }

    private Outcome told(RawEvent raw, RawPosition position) {
        try {
            List<ChatEvent> events = normaliser.normalise(raw, position);
            return events.isEmpty()
                    ? new Outcome.Ignored(raw.header(RawHeader.EVENT_TYPE).orElse(""))
                    : written(events);
        } catch (UnknownKind e) {
            Outcome written = written(e.told());
            return written instanceof Outcome.Events(var events)
                    ? new Outcome.Unknown(e.kind(), events)
                    : written;
        }
    }

    /// The size is checked here because a producer that refuses a record spoils its transaction,
    /// and the stream would meet the same record again for ever.
    private static Outcome written(List<ChatEvent> events) {
        List<KeyedEvent> written = new ArrayList<>(events.size());
        for (ChatEvent event : events) {
            byte[] json = EventJson.write(event);
            if (json.length > Topics.MAX_RECORD_BYTES - RECORD_OVERHEAD) {
                return new Outcome.Unreadable(
                        "its event has " + json.length + " bytes, more than a record may have");
            }
            written.add(new KeyedEvent(event.source().chatRef().toString(), json));
        }
        return new Outcome.Events(written);
    }
}
