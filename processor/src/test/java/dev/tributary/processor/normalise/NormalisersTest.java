package dev.tributary.processor.normalise;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.contract.raw.ContentType;
import dev.tributary.contract.raw.RawEvent;
import dev.tributary.contract.raw.RawHeader;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NormalisersTest {

    static Stream<Told> life() {
        return Stream.of(
                Told.of(
                        "vkteams:1",
                        ContentType.VKTEAMS_EVENT,
                        """
                        {"eventId":1,"type":"newMessage","payload":{"msgId":"57883346846815030","chat":{"chatId":"7@chat.agent","type":"channel","title":"Кухня"},
                         "from":{"userId":"1234567890","firstName":"Anna","lastName":"Petrova"},"timestamp":1546290000,"text":"Hello, @[b@example.com] 👋",
                         "parts":[{"type":"sticker","payload":{"fileId":"S"}},{"type":"mention","payload":{"userId":"b@example.com","firstName":"Boris"}},
                          {"type":"file","payload":{"fileId":"F","type":"image","caption":"trip"}},{"type":"forward","payload":{"message":{"msgId":"12","text":"t"}}},
                          {"type":"reply","payload":{"message":{"msgId":"12354","text":"test"}}},{"type":"inlineKeyboardMarkup","payload":[[{"text":"x"}]]}]}}
                        """),
                Told.of(
                        "vkteams:1",
                        ContentType.VKTEAMS_EVENT,
                        """
                        {"eventId":6,"type":"newChatMembers","payload":{"chat":{"chatId":"7@chat.agent","type":"group","title":"T"},
                         "newMembers":[{"userId":"1","firstName":"A"}],"addedBy":{"userId":"2"}}}
                        """),
                Told.of(
                                "vkteams:1",
                                ContentType.VKTEAMS_CHAT_INFO,
                                "{\"type\":\"private\",\"firstName\":\"Anna\"}")
                        .with(RawHeader.CHAT_ID, "7@chat.agent"),
                Told.of(
                                "telegram:1",
                                ContentType.TELEGRAM_EXPORT_MESSAGE,
                                """
                                {"id":17,"type":"message","date":"2023-01-15T10:30:00","date_unixtime":"1673767800","from":"Вера","from_id":"user777",
                                 "reply_to_message_id":16,"photo":"photos/1.jpg","poll":{"question":"Q","answers":[{"text":"a"}]},
                                 "text":["See ",{"type":"link","text":"example.com"}],"text_entities":[{"type":"plain","text":"See \\x0b"}]}
                                """)
                        .with(RawHeader.CHAT_ID, "-42"),
                Told.of(
                                "telegram:1",
                                ContentType.TELEGRAM_EXPORT_MESSAGE,
                                """
                                {"id":18,"type":"service","date_unixtime":"1673767800","actor":"V","actor_id":"user7","action":"pin_message","message_id":3,"text":""}
                                """)
                        .with(RawHeader.CHAT_ID, "-42"),
                Told.of(
                        "jsonl:irc",
                        ContentType.JSONL_MESSAGE,
                        """
                        {"chat":"c","message_id":2,"sender":"b","sent_at":"2024-05-01T12:30:00+02:00","text":"Not me","reply_to":1,"deleted":true}
                        """));
    }

    @ParameterizedTest
    @MethodSource("life")
    void the_same_record_tells_the_same_events(Told told) {
        assertThat(told.events()).isNotEmpty().isEqualTo(told.events());
    }

    /// Damaged records are the one thing a stream meets for certain; each is read or refused.
    @ParameterizedTest
    @MethodSource("life")
    void a_damaged_record_is_read_or_refused_and_nothing_else(Told told) {
        Random random = new Random(20_261_120);

        List<RuntimeException> others =
                IntStream.range(0, 20_000)
                        .mapToObj(i -> failure(damaged(told, random)))
                        .filter(failure -> failure != null && !(failure instanceof MalformedEvent))
                        .toList();

        assertThat(others).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ORIGIN, sideways, the header origin is none of",
        "RECEIVED_AT, yesterday, the header received-at is not",
        "RECEIVED_AT, +99999-01-01T00:00:00Z, the header received-at is outside",
        "CONTENT_TYPE, text/plain, unknown content type"
    })
    void a_header_that_cannot_be_read_is_refused(RawHeader header, String value, String reason) {
        Told told = life().findFirst().orElseThrow().with(header, value);

        assertThatThrownBy(told::events)
                .isInstanceOf(MalformedEvent.class)
                .hasMessageContaining(reason);
    }

    @Test
    void every_content_type_of_the_contract_has_a_reading() {
        assertThat(
                        Stream.of(
                                ContentType.VKTEAMS_EVENT,
                                ContentType.VKTEAMS_CHAT_INFO,
                                ContentType.VKTEAMS_CHAT_MEMBERS,
                                ContentType.TELEGRAM_EXPORT_MESSAGE,
                                ContentType.JSONL_MESSAGE))
                .allSatisfy(type ->
                        assertThatThrownBy(() -> Told.of("jsonl:x", type, "").events())
                                .hasMessage("the value is empty"));
    }

    private static Told damaged(Told told, Random random) {
        byte[] value = told.raw().value().clone();
        switch (random.nextInt(3)) {
            case 0 -> value[random.nextInt(value.length)] = (byte) random.nextInt(256);
            case 1 -> value = java.util.Arrays.copyOf(value, random.nextInt(value.length));
            default -> {
                String text = new String(value, UTF_8);
                int from = random.nextInt(text.length());
                int to = Math.min(text.length(), from + random.nextInt(12));
                String[] other = {"null", "[]", "{}", "1e9", "\"\"", "-", "\\u0000", "\\ud83d"};
                value =
                        (text.substring(0, from)
                                        + other[random.nextInt(other.length)]
                                        + text.substring(to))
                                .getBytes(UTF_8);
            }
        }
        return new Told(new RawEvent(told.raw().account(), told.raw().headers(), value));
    }

    private static RuntimeException failure(Told told) {
        try {
            told.events();
            return null;
        } catch (RuntimeException e) {
            return e;
        }
    }
}
