package dev.tributary.ingestor.vkteams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.raw.RawHeader;
import dev.tributary.ingestor.append.Cursor;
import dev.tributary.ingestor.source.Batch;
import dev.tributary.ingestor.source.SourceUnavailable;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolledEventsTest {

    private static final AccountId ACCOUNT = AccountId.parse("vkteams:1");

    @Test
    void events_come_in_the_order_of_their_ids_each_once_and_only_new_ones() {
        Batch batch = batch(3, "{\"eventId\":7},{\"eventId\":3},{\"eventId\":5},{\"eventId\":7}");

        assertThat(ids(batch)).containsExactly("5", "7");
        assertThat(batch.steps().stream().map(Batch.Step::after))
                .containsExactly(new Cursor("5"), new Cursor("7"));
    }

    @Test
    void events_of_excluded_chats_are_counted_and_the_cursor_passes_them() {
        Batch batch =
                batch(
                        0,
                        "{\"eventId\":1},{\"eventId\":2,\"payload\":{\"chat\":{\"chatId\":\"no\"}}}");

        assertThat(ids(batch)).containsExactly("1");
        assertThat(batch.skipped()).isEqualTo(1);
        assertThat(batch.steps().getLast().after()).isEqualTo(new Cursor("2"));
    }

    @Test
    void an_unknown_type_is_kept_under_its_own_name() {
        Batch batch = batch(0, "{\"eventId\":1,\"type\":\"brandNew\",\"payload\":7}");

        assertThat(batch.steps().getFirst().events().getFirst().header(RawHeader.EVENT_TYPE))
                .contains("brandNew");
    }

    @Test
    void an_element_without_an_id_goes_along_with_those_that_have_one() {
        Batch batch = batch(0, "{\"type\":\"odd\"},{\"eventId\":4}");

        assertThat(ids(batch).getFirst()).isEqualTo("4");
        assertThat(ids(batch).getLast()).matches("sha256:[0-9a-f]{64}");
        assertThat(batch.steps().getLast().after()).isEqualTo(new Cursor("4"));
    }

    @Test
    void a_batch_that_could_move_no_cursor_is_a_failure_of_the_service() {
        assertThatThrownBy(() -> batch(9, "{\"type\":\"odd\"},{\"eventId\":4}"))
                .isInstanceOf(SourceUnavailable.class)
                .hasMessageContaining("1 events without an eventId");
    }

    @Test
    void only_repetitions_make_an_empty_batch() {
        assertThat(batch(9, "{\"eventId\":4}")).isEqualTo(Batch.EMPTY);
    }

    private static Batch batch(long after, String events) {
        byte[] answer = ("{\"events\":[" + events + "]}").getBytes(UTF_8);
        RawEvents raw = new RawEvents(ACCOUNT, Clock.systemUTC());
        return new PolledEvents(ChatSelection.of(List.of(), List.of("no")))
                .batch(
                        ACCOUNT,
                        Envelope.parse(answer).orElseThrow().events(),
                        after,
                        slice -> raw.event(slice, answer));
    }

    private static List<String> ids(Batch batch) {
        return batch.steps().stream()
                .flatMap(step -> step.events().stream())
                .map(event -> event.headers().get(RawHeader.EVENT_ID))
                .toList();
    }
}
