package dev.tributary.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.vkteams.Script;
import dev.tributary.simulator.vkteams.ScriptReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The demo's sample is what its services would really send.
class SampleTest {

    private static final String FOLDER = "/dev/tributary/standalone/sample/";

    @Test
    void theVkTeamsSampleHoldsEveryTypeOfEvent() throws IOException {
        List<ObjectNode> events = vkTeamsEvents();

        assertThat(
                        events.stream()
                                .collect(
                                        Collectors.groupingBy(
                                                event -> event.path("type").asString(),
                                                TreeMap::new,
                                                Collectors.counting()))
                                .toString())
                .isEqualTo(
                        "{callbackQuery=2, changedChatInfo=1, channelPollCreated=1,"
                                + " deletedMessage=3, editedMessage=8, leftChatMembers=1,"
                                + " newChatMembers=3, newMessage=95, pinnedMessage=3,"
                                + " unpinnedMessage=2}");
        assertThat(events.stream().map(event -> event.path("eventId").asLong()))
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void theVkTeamsSampleHoldsEveryTypeOfPart() throws IOException {
        assertThat(
                        vkTeamsEvents().stream()
                                .flatMap(event -> event.at("/payload/parts").valueStream())
                                .map(part -> part.path("type").asString()))
                .contains(
                        "file",
                        "sticker",
                        "voice",
                        "mention",
                        "reply",
                        "forward",
                        "inlineKeyboardMarkup");
    }

    @Test
    void theTelegramSamplesRepliesAndTextsAreConsistent() throws IOException {
        JsonNode chats = telegramExport().at("/chats/list");

        assertThat(chats.size()).isEqualTo(3);
        for (JsonNode chat : chats) {
            Set<Long> earlier = new HashSet<>();
            for (JsonNode message : chat.path("messages")) {
                assertThat(textOf(message.path("text")))
                        .isEqualTo(textOf(message.path("text_entities")));
                if (message.has("reply_to_message_id")) {
                    assertThat(earlier).contains(message.path("reply_to_message_id").asLong());
                }
                assertThat(earlier.add(message.path("id").asLong())).isTrue();
            }
        }
    }

    private static String textOf(JsonNode text) {
        if (text.isString()) {
            return text.asString();
        }
        return text.valueStream()
                .map(part -> part.isString() ? part.asString() : part.path("text").asString())
                .collect(Collectors.joining());
    }

    private static List<ObjectNode> vkTeamsEvents() throws IOException {
        try (BufferedReader lines = new BufferedReader(open("vkteams-events.jsonl"))) {
            Script script = ScriptReader.read("vkteams-events.jsonl", lines);
            return script.events().get(script.bots().getFirst());
        }
    }

    private static JsonNode telegramExport() throws IOException {
        try (Reader reader = open("telegram-result.json")) {
            return JsonMapper.builder().build().readTree(reader);
        }
    }

    private static Reader open(String name) {
        return new InputStreamReader(
                SampleTest.class.getResourceAsStream(FOLDER + name), StandardCharsets.UTF_8);
    }
}
