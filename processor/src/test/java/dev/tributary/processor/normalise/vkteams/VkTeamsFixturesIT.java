package dev.tributary.processor.normalise.vkteams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.contract.event.ChatEvent;
import dev.tributary.contract.event.ChatEvent.MembersChanged;
import dev.tributary.contract.event.ChatEvent.MessageVersion;
import dev.tributary.contract.raw.ContentType;
import dev.tributary.contract.raw.RawHeader;
import dev.tributary.processor.normalise.Told;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import tools.jackson.databind.json.JsonMapper;

/// Answers that a real server gave (docs/test-data.md).
@Tag("real-data")
@EnabledIfEnvironmentVariable(
        named = "TRIBUTARY_TEST_DATA",
        matches = ".+",
        disabledReason = "needs vkteams-fixtures: set TRIBUTARY_TEST_DATA to its folder")
class VkTeamsFixturesIT {

    @Test
    void each_event_of_a_real_poll_is_a_version() throws IOException {
        List<ChatEvent> events =
                JsonMapper.shared()
                        .readTree(read("chats_events_get.json"))
                        .path("events")
                        .valueStream()
                        .flatMap(event ->
                                Told.of("vkteams:1", ContentType.VKTEAMS_EVENT, event.toString())
                                        .events()
                                        .stream())
                        .toList();

        assertThat(events).hasSize(9).allMatch(MessageVersion.class::isInstance);
        assertThat(events)
                .extracting(event -> ((MessageVersion) event).replyTo())
                .filteredOn(Objects::nonNull)
                .hasSize(3);
        assertThat(events)
                .extracting(event -> ((MessageVersion) event).editedAt())
                .filteredOn(Objects::nonNull)
                .hasSize(1);
    }

    @Test
    void a_real_answer_about_a_chat_is_read() throws IOException {
        String told =
                Told.of("vkteams:1", ContentType.VKTEAMS_CHAT_INFO, read("chats_get_info.json"))
                        .with(RawHeader.CHAT_ID, "ivan@example.com")
                        .lines();

        assertThat(told).contains("\"kind\":\"PRIVATE\",\"title\":\"Ivan Ivanov\"");
    }

    @Test
    void a_real_page_of_members_is_read() throws IOException {
        ChatEvent event =
                Told.of(
                                "vkteams:1",
                                ContentType.VKTEAMS_CHAT_MEMBERS,
                                read("chats_get_members.json"))
                        .with(RawHeader.CHAT_ID, "7@chat.agent")
                        .events()
                        .getFirst();

        assertThat(((MembersChanged) event).members()).hasSize(2);
    }

    private static String read(String file) throws IOException {
        return Files.readString(
                Path.of(System.getenv("TRIBUTARY_TEST_DATA"), "vkteams-fixtures", file));
    }
}
