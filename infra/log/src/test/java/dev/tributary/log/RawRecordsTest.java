package dev.tributary.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.raw.RawEvent;
import dev.tributary.contract.raw.RawHeader;
import dev.tributary.contract.raw.RawPosition;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class RawRecordsTest {

    private final RawEvent event =
            new RawEvent(
                    AccountId.parse("vkteams:1000003205"),
                    Map.of(
                            RawHeader.EVENT_ID, "7",
                            RawHeader.EVENT_TYPE, "newMessage",
                            RawHeader.CONTENT_TYPE, "application/vnd.vkteams.event+json",
                            RawHeader.ORIGIN, "live",
                            RawHeader.RECEIVED_AT, "2026-01-02T03:04:05.678Z",
                            RawHeader.CHAT_TITLE, "Чай ☕"),
                    "{\"text\": \"да\"}".getBytes(UTF_8));

    @Test
    void a_record_gives_back_the_event_that_it_was_made_of() {
        ProducerRecord<String, byte[]> record = RawRecords.toRecord(event);

        RawEvent back = RawRecords.fromRecord(record.key(), record.headers(), record.value());

        assertThat(record.topic()).isEqualTo("tributary.raw.vkteams");
        assertThat(back.account()).isEqualTo(event.account());
        assertThat(back.headers()).isEqualTo(event.headers());
        assertThat(back.value()).isEqualTo(event.value());
    }

    @Test
    void a_dead_letter_is_still_its_event_and_says_why_it_died() {
        ProducerRecord<String, byte[]> record = RawRecords.toRecord(event);

        DeadLetters.annotate(
                record.headers(),
                "normalise",
                "the field \"msgId\" is missing",
                new RawPosition("tributary.raw.vkteams", 3, 42));

        assertThat(RawRecords.fromRecord(record.key(), record.headers(), record.value()).headers())
                .isEqualTo(event.headers());
        assertThat(DeadLetters.describe(record.headers()))
                .containsEntry("chat-title", "Чай ☕")
                .containsEntry("dead-letter-stage", "normalise")
                .containsEntry("dead-letter-reason", "the field \"msgId\" is missing")
                .containsEntry("dead-letter-topic", "tributary.raw.vkteams")
                .containsEntry("dead-letter-partition", "3")
                .containsEntry("dead-letter-offset", "42");
    }

    @Test
    void a_record_without_an_obligatory_header_is_no_event() {
        ProducerRecord<String, byte[]> record = RawRecords.toRecord(event);

        record.headers().remove("origin");

        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> RawRecords.fromRecord(record.key(), record.headers(), record.value()))
                .withMessageContaining("origin");
    }
}
