package dev.tributary.simulator.vkteams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VkTeamsEventsTest {

    private static final PlainMessage POST =
            new PlainMessage("5@chat.agent", 1, "anna", Messages.NOON, "Hello", null);
    private static final PlainMessage ANSWER =
            new PlainMessage("5@chat.agent", 2, "bob", Messages.NOON.plusSeconds(9), "Hi", 1L);

    @Test
    void aMessageHasAnIdBeyondDoublesAndTimeInSeconds() {
        assertThat(VkTeamsEvents.newMessage(POST).toString())
                .isEqualTo(
                        """
                        {"type":"newMessage","payload":{"msgId":"7400000000000000001","chat":{"chatId":"5@chat.agent","type":"group"},"timestamp":1793620800,"from":{"userId":"anna@example.com","firstName":"anna"},"text":"Hello"}}\
                        """);
    }

    @Test
    void aReplyQuotesWhatItAnswers() {
        assertThat(
                        VkTeamsEvents.newMessage(ANSWER, Optional.of(POST))
                                .at("/payload/parts")
                                .toString())
                .isEqualTo(
                        """
                        [{"type":"reply","payload":{"message":{"from":{"userId":"anna@example.com","firstName":"anna"},"msgId":"7400000000000000001","text":"Hello","timestamp":1793620800}}}]\
                        """);
        assertThat(VkTeamsEvents.newMessage(ANSWER).at("/payload/parts").toString())
                .isEqualTo(
                        """
                        [{"type":"reply","payload":{"message":{"msgId":"7400000000000000001"}}}]\
                        """);
    }

    @Test
    void anEditKeepsTheTimeOfThePost() {
        assertThat(
                        VkTeamsEvents.editedMessage(
                                        POST,
                                        "Hello!",
                                        Messages.NOON.plusSeconds(60),
                                        Optional.empty())
                                .toString())
                .isEqualTo(
                        """
                        {"type":"editedMessage","payload":{"msgId":"7400000000000000001","chat":{"chatId":"5@chat.agent","type":"group"},"timestamp":1793620800,"from":{"userId":"anna@example.com","firstName":"anna"},"text":"Hello!","editedTimestamp":1793620860}}\
                        """);
    }

    @Test
    void aDeletionHasNeitherAuthorNorText() {
        assertThat(VkTeamsEvents.deletedMessage(POST).toString())
                .isEqualTo(
                        """
                        {"type":"deletedMessage","payload":{"msgId":"7400000000000000001","chat":{"chatId":"5@chat.agent","type":"group"},"timestamp":1793620800}}\
                        """);
    }

    @Test
    void membershipHasNoTime() {
        assertThat(VkTeamsEvents.newChatMembers("5@chat.agent", List.of("eva"), "anna").toString())
                .isEqualTo(
                        """
                        {"type":"newChatMembers","payload":{"chat":{"chatId":"5@chat.agent","type":"group"},"newMembers":[{"userId":"eva@example.com","firstName":"eva"}],"addedBy":{"userId":"anna@example.com","firstName":"anna"}}}\
                        """);
    }

    @Test
    void aCallbackCarriesItsMessageFlatOrAsAWholeEvent() {
        assertThat(
                        VkTeamsEvents.callbackQuery(POST, "bob", "yes", false)
                                .path("payload")
                                .propertyNames())
                .containsExactly("queryId", "callbackData", "from", "message", "chat");
        assertThat(
                        VkTeamsEvents.callbackQuery(POST, "bob", "yes", true)
                                .at("/payload/message/payload/msgId")
                                .asString())
                .isEqualTo("7400000000000000001");
    }

    @Test
    void aMessageInAThreadNamesItsParent() {
        PlainMessage inThread =
                new PlainMessage("77@chat.agent", 3, "bob", Messages.NOON, "in thread", null);

        assertThat(
                        VkTeamsEvents.threadMessage(inThread, POST)
                                .at("/payload/parent_topic")
                                .toString())
                .isEqualTo(
                        """
                        {"chatId":"5@chat.agent","messageId":7400000000000000001,"type":"thread"}\
                        """);
    }

    @Test
    void aKeyboardsPayloadIsAnArray() {
        assertThat(
                        VkTeamsEvents.with(
                                        VkTeamsEvents.newMessage(POST),
                                        VkTeamsEvents.inlineKeyboard("Yes", "yes"))
                                .at("/payload/parts/0/payload")
                                .toString())
                .isEqualTo(
                        """
                        [[{"text":"Yes","style":"primary","callbackData":"yes"}]]\
                        """);
    }
}
