package dev.tributary.log.copy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.log.copy.CopiedTopic.Comparison;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/// What a topic holds, as a count and a sum that depend on nothing but partitions, keys, values,
/// headers, times and, where it counts, their order. Offsets are not in it: the ends of
/// transactions take some, and no two logs have the same transactions.
final class ContentDigest {

    private final Comparison comparison;
    private final Map<Integer, Chain> partitions = new TreeMap<>();
    private final Map<Key, Newest> newest = new TreeMap<>();

    /// All records of a partition so far.
    private record Chain(long records, long bytes, ByteBuffer sum) {
        static final Chain EMPTY = new Chain(0, 0, ByteBuffer.allocate(0));
    }

    /// A partition and the first half of a key's SHA-256.
    private record Key(int partition, long high, long low) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byPartition = Integer.compare(partition, other.partition);
            int byHigh = Long.compare(high, other.high);
            return byPartition != 0
                    ? byPartition
                    : byHigh != 0 ? byHigh : Long.compare(low, other.low);
        }
    }

    private record Newest(long bytes, ByteBuffer sum) {}

    ContentDigest(Comparison comparison) {
        this.comparison = comparison;
    }

    void add(ConsumerRecord<byte[], byte[]> record) {
        byte[] framed = framed(record);
        switch (comparison) {
            case EVERY_RECORD -> {
                Chain before = partitions.getOrDefault(record.partition(), Chain.EMPTY);
                MessageDigest sum = sha256();
                sum.update(before.sum().duplicate());
                sum.update(framed);
                partitions.put(
                        record.partition(),
                        new Chain(
                                before.records() + 1,
                                before.bytes() + size(record),
                                ByteBuffer.wrap(sum.digest())));
            }
            case NEWEST_OF_EACH_KEY -> {
                ByteBuffer key =
                        ByteBuffer.wrap(
                                sha256().digest(record.key() == null ? new byte[0] : record.key()));
                Key where = new Key(record.partition(), key.getLong(), key.getLong());
                if (record.value() == null) {
                    newest.remove(where);
                } else {
                    newest.put(
                            where,
                            new Newest(size(record), ByteBuffer.wrap(sha256().digest(framed))));
                }
            }
        }
    }

    CopyReport.Content content() {
        return switch (comparison) {
            case EVERY_RECORD -> chained();
            case NEWEST_OF_EACH_KEY -> summed();
        };
    }

    private CopyReport.Content chained() {
        MessageDigest all = sha256();
        long records = 0;
        long bytes = 0;
        for (Map.Entry<Integer, Chain> partition : partitions.entrySet()) {
            all.update(ByteBuffer.allocate(4).putInt(0, partition.getKey()));
            all.update(partition.getValue().sum().duplicate());
            records += partition.getValue().records();
            bytes += partition.getValue().bytes();
        }
        return new CopyReport.Content(records, bytes, HexFormat.of().formatHex(all.digest()));
    }

    private CopyReport.Content summed() {
        MessageDigest all = sha256();
        long bytes = 0;
        for (Map.Entry<Key, Newest> key : newest.entrySet()) {
            all.update(ByteBuffer.allocate(4).putInt(0, key.getKey().partition()));
            all.update(key.getValue().sum().duplicate());
            bytes += key.getValue().bytes();
        }
        return new CopyReport.Content(newest.size(), bytes, HexFormat.of().formatHex(all.digest()));
    }

    private static long size(ConsumerRecord<byte[], byte[]> record) {
        return Math.max(0L, record.serializedKeySize())
                + Math.max(0L, record.serializedValueSize());
    }

    /// Each part after its length, so that no two records look the same.
    private static byte[] framed(ConsumerRecord<byte[], byte[]> record) {
        ByteArrayOutputStream framed = new ByteArrayOutputStream();
        framed.writeBytes(ByteBuffer.allocate(8).putLong(0, record.timestamp()).array());
        frame(framed, record.key());
        frame(framed, record.value());
        for (Header header : record.headers()) {
            frame(framed, header.key().getBytes(UTF_8));
            frame(framed, header.value());
        }
        return framed.toByteArray();
    }

    private static void frame(ByteArrayOutputStream into, byte @Nullable [] part) {
        into.writeBytes(ByteBuffer.allocate(4).putInt(0, part == null ? -1 : part.length).array());
        if (part != null) {
            into.writeBytes(part);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
