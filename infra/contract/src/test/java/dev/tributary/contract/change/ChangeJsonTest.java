package dev.tributary.contract.change;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tributary.contract.identity.ChatRef;
import dev.tributary.contract.identity.MessageId;
import dev.tributary.contract.identity.UserId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ChangeJsonTest {

    private static final ChatRef CHAT = ChatRef.parse("vkteams:1000003205/681869378@chat.agent");
    private static final Instant AT = Instant.parse("2026-11-20T09:59:58Z");

    @Test
    void a_change_of_a_message_reads_as_it_was_written() {
        Change change =
                new Change(
                        Change.Kind.POSTED,
                        CHAT,
                        new MessageId("7"),
                        new UserId("anna@example.com"),
                        "Анна",
                        "Двор",
                        AT,
                        "Ёлка 🎄\nготова",
                        AT.plusMillis(300));

        byte[] json = ChangeJson.write(change);

        assertThat(new String(json, UTF_8))
                .isEqualTo(
                        """
                        {"type":"change","kind":"POSTED","chat":"vkteams:1000003205/681869378@chat.agent",\
                        "message":"7","sender":"anna@example.com","senderName":"Анна","chatTitle":"Двор",\
                        "at":"2026-11-20T09:59:58Z","text":"Ёлка 🎄\\nготова",\
                        "committedAt":"2026-11-20T09:59:58.300Z"}\
                        """);
        assertThat(ChangeJson.read(json)).isEqualTo(change);
        assertThat(change.ref().orElseThrow())
                .hasToString("vkteams:1000003205/681869378@chat.agent/7");
    }

    @Test
    void a_change_of_a_chat_has_no_message() {
        Change change = new Change(Change.Kind.CHAT, CHAT, null, null, null, "Двор", AT, "", AT);

        assertThat(ChangeJson.read(ChangeJson.write(change))).isEqualTo(change);
        assertThat(change.ref()).isEmpty();
    }

    @Test
    void a_gap_may_begin_nobody_knows_when() {
        ChangeGap gap = new ChangeGap(null, AT);

        byte[] json = ChangeJson.write(gap);

        assertThat(new String(json, UTF_8))
                .isEqualTo("{\"type\":\"gap\",\"to\":\"2026-11-20T09:59:58Z\"}");
        assertThat(ChangeJson.read(json)).isEqualTo(gap);
    }

    @Test
    void what_is_no_entry_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChangeJson.read("{\"type\":\"rumour\"}".getBytes(UTF_8)))
                .withMessageStartingWith("not an entry of the feed");
    }

    @Test
    void a_repeat_is_told_from_what_is_new_in_each_partition() {
        Repeats repeats = new Repeats();

        assertThat(repeats.isRepeat(0, 10)).isFalse();
        assertThat(repeats.isRepeat(1, 10)).isFalse();
        assertThat(repeats.isRepeat(0, 11)).isFalse();
        assertThat(repeats.isRepeat(0, 10)).isTrue();
        assertThat(repeats.isRepeat(0, 11)).isTrue();
        assertThat(repeats.isRepeat(0, 12)).isFalse();
    }
}
