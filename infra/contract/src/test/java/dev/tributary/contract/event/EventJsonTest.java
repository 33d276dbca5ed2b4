package dev.tributary.contract.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.identity.ChatId;
import dev.tributary.contract.identity.MessageId;
import dev.tributary.contract.identity.UserId;
import dev.tributary.contract.raw.Origin;
import dev.tributary.contract.raw.RawPosition;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class EventJsonTest {

    private static final EventSource SOURCE =
            new EventSource(
                    AccountId.parse("vkteams:1000003205"),
                    new ChatId("681869378@chat.agent"),
                    Origin.LIVE,
                    Instant.parse("2026-11-20T10:00:00.123Z"),
                    new RawPosition("tributary.raw.vkteams", 3, 41));
    private static final Instant AT = Instant.parse("2026-11-20T09:59:58Z");
    private static final UserProfile ANNA =
            new UserProfile(new UserId("anna@example.com"), "Анна", null);

    static final List<ChatEvent> EVENTS =
            List.of(
                    new ChatEvent.MessageVersion(
                            SOURCE,
                            new MessageId("6752739791872002222"),
                            ANNA,
                            AT,
                            AT.plusSeconds(5),
                            MessageKind.MESSAGE,
                            "Ёлка 🎄\nготова",
                            new MessageTarget(null, new MessageId("7")),
                            new MessageTarget(new ChatId("9@chat.agent"), new MessageId("8")),
                            "Борис",
                            List.of(
                                    new Attachment(
                                            "photo", "f1", "a.jpg", "image/jpeg", 12L, null)),
                            new ChatProfile(ChatKind.GROUP, "Двор")),
                    new ChatEvent.MessageVersion(
                            SOURCE,
                            new MessageId("1"),
                            null,
                            null,
                            null,
                            MessageKind.SERVICE,
                            "",
                            null,
                            null,
                            null,
                            List.of(),
                            null),
                    new ChatEvent.MessageDeleted(SOURCE, new MessageId("1"), AT),
                    new ChatEvent.MessagePinned(SOURCE, new MessageId("1"), true, AT),
                    new ChatEvent.MembersChanged(SOURCE, true, List.of(ANNA), new UserId("b"), AT),
                    new ChatEvent.ChatChanged(SOURCE, new ChatProfile(null, "Новый"), AT),
                    new ChatEvent.UserChanged(SOURCE, ANNA, true, AT),
                    new ChatEvent.FileStored(SOURCE, "f1", "ab".repeat(32), 12, AT));

    @ParameterizedTest
    @FieldSource("EVENTS")
    void reads_back_what_it_wrote(ChatEvent event) {
        byte[] json = EventJson.write(event);

        assertThat(EventJson.read(json)).isEqualTo(event);
    }

    @Test
    void writes_names_types_and_no_nulls() {
        byte[] json = EventJson.write(EVENTS.get(2));

        assertThat(new String(json, UTF_8))
                .isEqualTo(
                        "{\"type\":\"deleted\",\"source\":{\"account\":\"vkteams:1000003205\","
                            + "\"chat\":\"681869378@chat.agent\",\"origin\":\"LIVE\","
                            + "\"receivedAt\":\"2026-11-20T10:00:00.123Z\","
                            + "\"position\":{\"topic\":\"tributary.raw.vkteams\",\"partition\":3,\"offset\":41}},"
                            + "\"message\":\"1\",\"deletedAt\":\"2026-11-20T09:59:58Z\"}");
    }

    @Test
    void refuses_what_is_not_an_event() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventJson.read("[1]".getBytes(UTF_8)));
    }
}
