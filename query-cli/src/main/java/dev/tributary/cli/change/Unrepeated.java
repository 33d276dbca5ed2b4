package dev.tributary.cli.change;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.contract.change.Change;
import dev.tributary.contract.change.ChangeGap;
import dev.tributary.contract.change.ChangeJson;
import dev.tributary.contract.change.FeedEntry;
import dev.tributary.contract.change.FeedHeader;
import dev.tributary.contract.change.Repeats;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns records of the topic into entries, each once: a change may stand there again, and a gap
/// stands in every partition. For one reader, from one place on.
final class Unrepeated {

    private static final Logger log = LoggerFactory.getLogger(Unrepeated.class);

    private final Repeats repeats = new Repeats();
    private final Set<ChangeGap> gaps = new HashSet<>();

    /// Empty for a repeat, and for what this build does not understand, which is logged.
    Optional<PlacedEntry> read(ConsumerRecord<String, byte[]> record) {
        try {
            return read(record, ChangeJson.read(record.value()));
        } catch (IllegalArgumentException e) {
            log.atWarn()
                    .addKeyValue("topic", record.topic())
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .addKeyValue("count", 1)
                    .addKeyValue("error", e.getMessage())
                    .log("A record of the change feed is passed over");
            return Optional.empty();
        }
    }

    private Optional<PlacedEntry> read(ConsumerRecord<String, byte[]> record, FeedEntry entry) {
        return switch (entry) {
            case Change change -> {
                long id = feedId(record);
                yield repeats.isRepeat(record.partition(), id)
                        ? Optional.empty()
                        : Optional.of(new PlacedEntry(change, change.committedAt(), id));
            }
            case ChangeGap gap ->
                    gaps.add(gap)
                            ? Optional.of(new PlacedEntry(gap, gap.to(), 0))
                            : Optional.empty();
        };
    }

    private static long feedId(ConsumerRecord<String, byte[]> record) {
        Header header = record.headers().lastHeader(FeedHeader.FEED_ID);
        if (header == null) {
            throw new IllegalArgumentException(
                    "the header \"" + FeedHeader.FEED_ID + "\" is missing");
        }
        return Long.parseLong(new String(header.value(), UTF_8));
    }
}
