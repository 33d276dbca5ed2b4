package dev.tributary.ingestor.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ingestor.telegram.Questions.Question;
import dev.tributary.ingestor.telegram.tdlib.TdError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class QuestionsTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final List<CompletableFuture<ObjectNode>> answers = new ArrayList<>();
    private Instant now = NOON;
    private final Questions questions = new Questions(_ -> unanswered(), () -> now);

    @Test
    void a_question_is_overdue_when_its_answer_takes_three_seconds() {
        ask("getChatHistory");
        now = NOON.plusMillis(2_999);
        Question before = questions.overdue();

        now = NOON.plusSeconds(3);

        assertThat(before).isNull();
        assertThat(questions.overdue()).isEqualTo(new Question("getChatHistory", NOON));
    }

    @Test
    void the_oldest_of_several_is_told() {
        ask("getChatHistory");
        now = NOON.plusSeconds(1);
        ask("getContacts");
        now = NOON.plusSeconds(9);

        answers.getFirst().complete(JsonMapper.shared().createObjectNode());

        assertThat(questions.overdue()).isEqualTo(new Question("getContacts", NOON.plusSeconds(1)));
    }

    @Test
    void a_refusal_is_an_answer() {
        ask("getChatHistory");
        now = NOON.plusSeconds(9);

        answers.getFirst().completeExceptionally(new TdError(400, "CHANNEL_PRIVATE"));

        assertThat(questions.overdue()).isNull();
    }

    @Test
    void a_file_may_take_as_long_as_it_takes() {
        ask("downloadFile");

        now = NOON.plusSeconds(60);

        assertThat(questions.overdue()).isNull();
    }

    private void ask(String function) {
        CompletableFuture<ObjectNode> _ =
                questions.ask(JsonMapper.shared().createObjectNode().put("@type", function));
    }

    private CompletableFuture<ObjectNode> unanswered() {
        CompletableFuture<ObjectNode> answer = new CompletableFuture<>();
        answers.add(answer);
        return answer;
    }
}
