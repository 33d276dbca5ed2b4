package dev.tributary.contract.raw;

import dev.tributary.contract.identity.AccountId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// One event as a service gave it, on its way into or out of the raw log.
///
/// The value is deliberately an array: it is written once, megabytes of it pass a second, and
/// nobody compares events.
///
/// @param account the key of the raw topics
/// @param headers what we know beside the bytes; the obligatory ones are present
/// @param value the service's bytes, untouched
@SuppressWarnings("ArrayRecordComponent")
public record RawEvent(AccountId account, Map<RawHeader, String> headers, byte[] value) {

    public RawEvent {
        headers = Map.copyOf(new EnumMap<>(headers));
        for (RawHeader obligatory :
                new RawHeader[] {
                    RawHeader.EVENT_ID,
                    RawHeader.EVENT_TYPE,
                    RawHeader.CONTENT_TYPE,
                    RawHeader.ORIGIN,
                    RawHeader.RECEIVED_AT
                }) {
            if (!headers.containsKey(obligatory)) {
                throw new IllegalArgumentException(
                        "a raw event lacks the header " + obligatory.wireName());
            }
        }
    }

    public Optional<String> header(RawHeader header) {
        return Optional.ofNullable(headers.get(header));
    }

    public Origin origin() {
        return Origin.of(headers.getOrDefault(RawHeader.ORIGIN, ""));
    }
}
