package dev.tributary.standalone.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.identity.ChatId;
import dev.tributary.contract.identity.ChatRef;
import dev.tributary.contract.raw.ContentType;
import dev.tributary.contract.raw.Origin;
import dev.tributary.contract.raw.RawEvent;
import dev.tributary.contract.raw.RawHeader;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import tools.jackson.databind.json.JsonMapper;

/// Accounts of which each has one chat, named so that each account has a raw partition and each
/// chat an event partition of its own: the work is shared out as evenly as it can be.
final class ScaleTown {

    static final int ACCOUNTS = 12;

    private final JsonMapper mapper = JsonMapper.shared();
    private final List<ChatRef> chats =
            IntStream.range(0, ACCOUNTS).mapToObj(ScaleTown::chat).toList();

    private static ChatRef chat(int partition) {
        AccountId account =
                onPartition(partition, number -> AccountId.parse("jsonl:scale-" + number));
        return onPartition(partition, number -> new ChatRef(account, new ChatId("chat-" + number)));
    }

    /// As Kafka's own partitioner sees the key.
    private static <K> K onPartition(int partition, IntFunction<K> name) {
        return Stream.iterate(0, number -> number + 1)
                .map(name::apply)
                .filter(key ->
                        Utils.toPositive(Utils.murmur2(key.toString().getBytes(UTF_8))) % ACCOUNTS
                                == partition)
                .findFirst()
                .orElseThrow();
    }

    AccountId account(int number) {
        return chats.get(number % ACCOUNTS).account();
    }

    /// The accounts in turn.
    RawEvent message(int number, Origin origin, String text) {
        String line =
                mapper.writeValueAsString(
                        mapper.createObjectNode()
                                .put("chat", chats.get(number % ACCOUNTS).chat().value())
                                .put("message_id", Integer.toString(number))
                                .put("sender", "user-" + number % 97)
                                .put("sent_at", 1_600_000_000L + number)
                                .put("text", text));
        return new RawEvent(
                account(number),
                Map.of(
                        RawHeader.EVENT_ID, Integer.toString(number),
                        RawHeader.EVENT_TYPE, "message",
                        RawHeader.CONTENT_TYPE, ContentType.JSONL_MESSAGE.value(),
                        RawHeader.ORIGIN, origin.wireName(),
                        RawHeader.RECEIVED_AT, "2026-01-01T00:00:00.000Z"),
                line.getBytes(UTF_8));
    }
}
