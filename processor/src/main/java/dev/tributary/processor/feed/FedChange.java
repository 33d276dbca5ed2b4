package dev.tributary.processor.feed;

import dev.tributary.contract.change.Change;
import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.identity.ChatId;
import dev.tributary.contract.identity.ChatRef;
import dev.tributary.contract.identity.MessageId;
import dev.tributary.contract.identity.UserId;
import io.debezium.data.Envelope;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/// A row of the feed table as it came out of Postgres' log.
///
/// @param id of the row
/// @param lsn where it stood
record FedChange(long id, Change change, long lsn) {

    /// Empty for a heartbeat.
    static Optional<FedChange> of(SourceRecord record) {
        if (!(record.value() instanceof Struct value)
                || record.valueSchema().field(Envelope.FieldName.AFTER) == null) {
            return Optional.empty();
        }
        Struct row = value.getStruct(Envelope.FieldName.AFTER);
        Struct source = value.getStruct(Envelope.FieldName.SOURCE);
        Instant committedAt = Instant.EPOCH.plus(source.getInt64("ts_us"), ChronoUnit.MICROS);
        return Optional.of(
                new FedChange(
                        row.getInt64("id"), change(row, committedAt), source.getInt64("lsn")));
    }

    private static Change change(Struct row, Instant committedAt) {
        return new Change(
                Change.Kind.valueOf(row.getString("kind")),
                new ChatRef(
                        AccountId.parse(row.getString("account")),
                        new ChatId(row.getString("chat"))),
                id(row.getString("message"), MessageId::new),
                id(row.getString("sender"), UserId::new),
                row.getString("sender_name"),
                row.getString("chat_title"),
                OffsetDateTime.parse(row.getString("at")).toInstant(),
                row.getString("text"),
                committedAt);
    }

    private static <T> @Nullable T id(@Nullable String text, Function<String, T> type) {
        return text == null ? null : type.apply(text);
    }
}
