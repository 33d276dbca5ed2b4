package dev.tributary.processor.normalise.vkteams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.contract.raw.ContentType;
import dev.tributary.contract.raw.RawHeader;
import dev.tributary.processor.normalise.MalformedEvent;
import dev.tributary.processor.normalise.Told;
import org.junit.jupiter.api.Test;

class VkTeamsChatReadingTest {

    @Test
    void a_group_has_its_title() {
        assertThat(info("{\"ok\":true,\"type\":\"group\",\"title\":\"Hiking\",\"public\":false}"))
                .isEqualTo(
                        """
                        {"type":"chat","chat":{"kind":"GROUP","title":"Hiking"},"at":"2024-05-01T12:00:00.123Z"}\
                        """);
    }

    @Test
    void a_private_chat_has_the_persons_name() {
        assertThat(info("{\"type\":\"private\",\"firstName\":\"Anna\",\"lastName\":\"Petrova\"}"))
                .contains("\"chat\":{\"kind\":\"PRIVATE\",\"title\":\"Anna Petrova\"}");
    }

    @Test
    void a_refusal_says_nothing() {
        assertThat(info("{\"ok\":false,\"description\":\"Permission denied\"}")).isEmpty();
    }

    @Test
    void a_page_of_members_says_who_is_there() {
        String told =
                Told.of(
                                "vkteams:1",
                                ContentType.VKTEAMS_CHAT_MEMBERS,
                                "{\"members\":[{\"userId\":\"a@example.com\",\"creator\":true},"
                                        + "{\"userId\":\"b@example.com\"}],\"cursor\":123}")
                        .with(RawHeader.CHAT_ID, "7@chat.agent")
                        .lines();

        assertThat(told)
                .isEqualTo(
                        """
                        {"type":"members","joined":true,"members":[{"id":"a@example.com"},{"id":"b@example.com"}],"at":"2024-05-01T12:00:00.123Z"}\
                        """);
    }

    @Test
    void an_answer_without_its_chat_is_refused() {
        Told told = Told.of("vkteams:1", ContentType.VKTEAMS_CHAT_INFO, "{\"type\":\"group\"}");

        assertThatThrownBy(told::events)
                .isInstanceOf(MalformedEvent.class)
                .hasMessage("the header chat-id is missing");
    }

    private static String info(String value) {
        return Told.of("vkteams:1", ContentType.VKTEAMS_CHAT_INFO, value)
                .with(RawHeader.CHAT_ID, "7@chat.agent")
                .lines();
    }
}
