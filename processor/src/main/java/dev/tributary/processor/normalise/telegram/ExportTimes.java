package dev.tributary.processor.normalise.telegram;

import dev.tributary.contract.raw.RawHeader;
import dev.tributary.contract.wire.MalformedValue;
import dev.tributary.contract.wire.WireObject;
import dev.tributary.contract.wire.WireTime;
import dev.tributary.processor.normalise.reading.Envelope;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// The times of an exported message: `*_unixtime` since the end of 2021; before that only the local
/// time of the exporting machine, whose zone the importer asks for.
final class ExportTimes {

    private static final int NEVER = 1970;

    private ExportTimes() {}

    static Instant sentAt(Envelope envelope, WireObject message) {
        Instant exact = message.epochSecondsOrNull("date_unixtime");
        return exact != null ? exact : inZone(envelope, message, "date", local(message, "date"));
    }

    /// Null if it was never edited, which older exports write as 1970.
    static @Nullable Instant editedAt(Envelope envelope, WireObject message) {
        Instant exact = message.epochSecondsOrNull("edited_unixtime");
        if (exact != null) {
            return exact.equals(Instant.EPOCH) ? null : exact;
        }
        if (!message.has("edited")) {
            return null;
        }
        LocalDateTime edited = local(message, "edited");
        return edited.getYear() <= NEVER ? null : inZone(envelope, message, "edited", edited);
    }

    private static LocalDateTime local(WireObject message, String key) {
        try {
            return LocalDateTime.parse(message.text(key));
        } catch (DateTimeException e) {
            throw message.malformed(key, "is missing or no local time such as 2020-01-15T10:30:00");
        }
    }

    private static Instant inZone(
            Envelope envelope, WireObject message, String key, LocalDateTime local) {
        String zone =
                envelope.header(RawHeader.IMPORT_ZONE)
                        .orElseThrow(() ->
                                message.malformed(
                                        key,
                                        "is a local time and the header import-zone is"
                                                + " missing; import the file again with its"
                                                + " zone"));
        try {
            return WireTime.checked(local.atZone(ZoneId.of(zone)).toInstant(), key);
        } catch (DateTimeException e) {
            throw new MalformedValue("the header import-zone \"" + zone + "\" is no time zone");
        }
    }
}
