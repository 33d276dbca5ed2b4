package dev.tributary.processor.normalise.telegram;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.archive.row.Rows;
import dev.tributary.contract.event.ChatEvent;
import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.raw.ContentType;
import dev.tributary.contract.raw.Origin;
import dev.tributary.contract.raw.RawEvent;
import dev.tributary.contract.raw.RawHeader;
import dev.tributary.contract.raw.RawPosition;
import dev.tributary.processor.normalise.Normalisers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The archive is a function of the set of raw records, whatever order TDLib, the history, a sweep
/// and an import bring them in.
class TdlibOrderTest {

    private static final int FACTORIAL_OF_NINE = 362_880;
    private static final String MESSAGE =
            """
            {"@type":"message","id":17825792,"sender_id":{"@type":"messageSenderUser","user_id":777},
             "chat_id":-42,"date":1673767800,"edit_date":%d,"is_pinned":%s,
             "content":{"@type":"messageText","text":{"@type":"formattedText","text":"%s"}}}
            """;

    @Test
    void every_order_of_a_messages_records_ends_in_the_same_rows() {
        // Given what nine records say of a message, each by itself
        List<List<ChatEvent>> records =
                List.of(
                        update(
                                1,
                                "{\"@type\":\"updateNewMessage\",\"message\":%s}"
                                        .formatted(MESSAGE.formatted(0, false, "Hello"))),
                        exported(2),
                        message(3, Origin.LIVE, MESSAGE.formatted(1673768400, false, "Hello!")),
                        message(4, Origin.BACKFILL, MESSAGE.formatted(1673769000, true, "Bye")),
                        update(
                                5,
                                """
                                {"@type":"updateMessageIsPinned","chat_id":-42,"message_id":17825792,
                                 "is_pinned":false}
                                """),
                        update(
                                6,
                                """
                                {"@type":"updateDeleteMessages","chat_id":-42,"message_ids":[17825792],
                                 "is_permanent":true,"from_cache":false}
                                """),
                        record(
                                7,
                                Origin.LIVE,
                                ContentType.TDLIB_OBJECT,
                                """
                                {"@type":"tributaryMissingMessages","chat_id":-42,
                                 "message_ids":[17825792]}
                                """),
                        update(
                                8,
                                """
                                {"@type":"updateUser","user":{"id":777,"first_name":"Anna",
                                 "is_contact":true}}
                                """),
                        update(
                                9,
                                """
                                {"@type":"updateUser","user":{"id":777,"first_name":"Anya",
                                 "is_contact":false}}
                                """));
        List<Rows> single = records.stream().map(Rows::of).toList();
        Rows whole = Rows.of(records.stream().flatMap(List::stream).toList());

        // When they are merged in every order there is
        Orders orders = new Orders(single, whole);
        orders.walk(Rows.of(List.of()), 0, single.size());

        // Then
        assertThat(orders.ended).isEqualTo(FACTORIAL_OF_NINE);
        assertThat(orders.different).isZero();
        assertThat(whole.messages().size()).isEqualTo(1);
        assertThat(whole.versions().size()).isEqualTo(3);
        assertThat(whole.messages().sorted().getFirst().content().value().text()).isEqualTo("Bye");
        assertThat(whole.users().sorted().getFirst().contact().value()).isFalse();
    }

    private static List<ChatEvent> update(int offset, String json) {
        return record(offset, Origin.LIVE, ContentType.TDLIB_UPDATE, json);
    }

    private static List<ChatEvent> message(int offset, Origin origin, String json) {
        return record(offset, origin, ContentType.TDLIB_MESSAGE, json);
    }

    private static List<ChatEvent> exported(int offset) {
        return record(
                offset,
                Origin.IMPORT,
                ContentType.TELEGRAM_EXPORT_MESSAGE,
                """
                {"id":17,"type":"message","date_unixtime":"1673767800","edited_unixtime":"1673768400",
                 "from":"Anna","from_id":"user777","text":"Hello!"}
                """);
    }

    private static List<ChatEvent> record(
            int offset, Origin origin, ContentType type, String json) {
        Map<RawHeader, String> headers = new EnumMap<>(RawHeader.class);
        headers.put(RawHeader.EVENT_ID, "" + offset);
        headers.put(RawHeader.EVENT_TYPE, "test");
        headers.put(RawHeader.CONTENT_TYPE, type.value());
        headers.put(RawHeader.ORIGIN, origin.wireName());
        headers.put(
                RawHeader.RECEIVED_AT,
                Instant.parse("2024-05-01T12:00:00Z").plusSeconds(offset).toString());
        headers.put(RawHeader.CHAT_ID, "42");
        headers.put(RawHeader.CHAT_TYPE, "private_group");
        return new Normalisers()
                .normalise(
                        new RawEvent(
                                AccountId.parse("telegram:777"), headers, json.getBytes(UTF_8)),
                        new RawPosition(
                                "tributary.raw.telegram" + origin.lane().topicSuffix(), 3, offset));
    }

    /// All orders, sharing the work of common beginnings.
    private static final class Orders {

        private final List<Rows> single;
        private final Rows expected;
        private int ended;
        private int different;

        Orders(List<Rows> single, Rows expected) {
            this.single = new ArrayList<>(single);
            this.expected = expected;
        }

        void walk(Rows sofar, int used, int left) {
            if (left == 0) {
                ended++;
                different += sofar.equals(expected) ? 0 : 1;
                return;
            }
            for (int i = 0; i < single.size(); i++) {
                if ((used & 1 << i) == 0) {
                    walk(sofar.merge(single.get(i)), used | 1 << i, left - 1);
                }
            }
        }
    }
}
