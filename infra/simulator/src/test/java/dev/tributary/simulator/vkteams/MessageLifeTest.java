package dev.tributary.simulator.vkteams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class MessageLifeTest {

    private static final List<PlainMessage> MESSAGES = Messages.messages(2000);

    @Test
    void theSameSeedGivesTheSameStream() {
        assertThat(MessageLife.usual(1).of(MESSAGES)).isEqualTo(MessageLife.usual(1).of(MESSAGES));
        assertThat(MessageLife.usual(1).of(MESSAGES))
                .isNotEqualTo(MessageLife.usual(2).of(MESSAGES));
    }

    @Test
    void everyMessageIsPostedOnceAndSomeAreEditedOrDeleted() {
        MessageLife.Stream stream = MessageLife.usual(1).of(MESSAGES);

        assertThat(ofType(stream, "newMessage")).hasSize(2000).doesNotHaveDuplicates();
        assertThat(ofType(stream, "editedMessage")).hasSize(stream.edits()).hasSizeBetween(90, 220);
        assertThat(ofType(stream, "deletedMessage"))
                .hasSize(stream.deletions())
                .hasSizeBetween(20, 70);
    }

    @Test
    void nothingHappensToAMessageBeforeItsPostOrAfterItsDeletion() {
        List<String> life =
                MessageLife.usual(1).of(MESSAGES).events().stream()
                        .map(e ->
                                e.at("/payload/msgId").asString() + " " + e.path("type").asString())
                        .toList();

        for (PlainMessage message : MESSAGES) {
            List<String> own =
                    life.stream().filter(e -> e.startsWith(message.wireId() + " ")).toList();
            assertThat(own.getFirst()).endsWith("newMessage");
            assertThat(own.subList(0, own.size() - 1)).noneMatch(e -> e.endsWith("deletedMessage"));
        }
    }

    private static List<String> ofType(MessageLife.Stream stream, String type) {
        return stream.events().stream()
                .filter(e -> e.path("type").asString().equals(type))
                .map(ObjectNode::toString)
                .toList();
    }
}
