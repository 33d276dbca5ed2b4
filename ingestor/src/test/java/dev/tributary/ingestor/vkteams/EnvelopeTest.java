package dev.tributary.ingestor.vkteams;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EnvelopeTest {

    @Test
    void an_event_is_the_very_bytes_that_the_server_sent() {
        // Odd spacing, an escape, an umlaut, an emoji outside the BMP, a number with an exponent:
        // nothing of it would survive writing it anew.
        byte[] answer =
                """
                { "events" : [
                  {"eventId": 1,  "type":"newMessage", "payload":{"text":"a \\u0436 ж 😀","x":1.50e2}},
                  {"type":"editedMessage","eventId":2}
                ], "ok" : true }
                """
                        .getBytes(UTF_8);

        List<EventSlice> events = Envelope.parse(answer).orElseThrow().events();

        assertThat(events.stream().map(event -> new String(event.in(answer), UTF_8)))
                .containsExactly(
                        "{\"eventId\": 1,  \"type\":\"newMessage\", \"payload\":{\"text\":\"a"
                                + " \\u0436 ж 😀\",\"x\":1.50e2}}",
                        "{\"type\":\"editedMessage\",\"eventId\":2}");
    }

    @Test
    void an_event_names_its_chat_also_inside_a_callback_query() {
        byte[] answer =
                """
                {"events":[
                 {"eventId":1,"type":"newMessage","payload":{"chat":{"chatId":"1@chat.agent","type":"group","title":"Best"}}},
                 {"eventId":2,"type":"callbackQuery","payload":{"message":{"chat":{"chatId":"2@x","type":"private"}}}},
                 {"eventId":3,"type":"callbackQuery","payload":{"message":{"eventId":9,"payload":{"chat":{"chatId":"3@x"}}}}},
                 {"eventId":4,"type":"somethingNew","payload":[1,2]}
                ]}
                """
                        .getBytes(UTF_8);

        List<EventSlice> events = Envelope.parse(answer).orElseThrow().events();

        assertThat(events.stream().map(EventSlice::chat))
                .containsExactly(
                        new EventChat("1@chat.agent", "group", "Best"),
                        new EventChat("2@x", "private", ""),
                        new EventChat("3@x", "", ""),
                        EventChat.NONE);
    }

    @Test
    void strange_elements_are_kept_without_an_id() {
        byte[] answer =
                "{\"events\":[null,7,{\"eventId\":\"x\"},{\"eventId\":\"12\"}]}".getBytes(UTF_8);

        List<EventSlice> events = Envelope.parse(answer).orElseThrow().events();

        assertThat(events.stream().map(event -> new String(event.in(answer), UTF_8)))
                .containsExactly("null", "7", "{\"eventId\":\"x\"}", "{\"eventId\":\"12\"}");
        assertThat(events.stream().map(event -> event.eventId().orElse(-1)))
                .containsExactly(-1L, -1L, -1L, 12L);
        assertThat(events.getFirst().type()).isEqualTo("unknown");
    }

    @Test
    void an_answer_that_does_not_say_ok_is_ok() {
        assertThat(parse("{\"events\":[]}").ok()).isTrue();
        assertThat(parse("{\"ok\":false,\"description\":\"no\"}").ok()).isFalse();
    }

    @Test
    void an_answer_without_events_is_not_one_with_no_events() {
        assertThat(parse("{\"ok\":true}").listsEvents()).isFalse();
        assertThat(parse("{\"ok\":true,\"events\":[]}").listsEvents()).isTrue();
    }

    @Test
    void what_is_not_one_whole_object_is_no_envelope() {
        assertThat(List.of("", "<html>busy</html>", "[1]", "7", "{\"ok\":true,\"events\":[{\"eve"))
                .allSatisfy(text -> assertThat(Envelope.parse(text.getBytes(UTF_8))).isEmpty());
        assertThat(Envelope.parse("{\"a\":\"\u00e4\"}".getBytes(ISO_8859_1))).isEmpty();
    }

    @Test
    void an_event_may_be_deep_and_long() {
        String deep = "[".repeat(3_000) + "]".repeat(3_000);
        String event = "{\"eventId\":5,\"payload\":{\"deep\":" + deep + "}}";
        byte[] answer = ("{\"events\":[" + event + "]}").getBytes(UTF_8);

        EventSlice slice = Envelope.parse(answer).orElseThrow().events().getFirst();

        assertThat(new String(slice.in(answer), UTF_8)).isEqualTo(event);
    }

    private static Envelope parse(String json) {
        return Envelope.parse(json.getBytes(UTF_8)).orElseThrow();
    }
}
