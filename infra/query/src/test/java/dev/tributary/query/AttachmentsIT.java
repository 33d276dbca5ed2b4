package dev.tributary.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.archive.Archive;
import dev.tributary.contract.answer.Answer;
import dev.tributary.contract.answer.AnswerJson;
import dev.tributary.contract.answer.Attached;
import dev.tributary.contract.answer.Message;
import dev.tributary.contract.config.SettingsLoader;
import dev.tributary.contract.event.Attachment;
import dev.tributary.contract.identity.ChatRef;
import dev.tributary.contract.question.Ask;
import dev.tributary.contract.question.Filters;
import dev.tributary.contract.question.PageRequest;
import dev.tributary.contract.question.Question;
import dev.tributary.contract.question.Scope;
import dev.tributary.embedded.TestStack;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A message is shown with what hangs on it, whatever was asked.
@Tag("stack")
class AttachmentsIT {

    private static final Clock NOW =
            Clock.fixed(Chatter.BEGINNING.plus(Duration.ofHours(1)), ZoneOffset.UTC);
    private static final PageRequest PAGE = PageRequest.first(50);
    private static final String SHA256 = "3f".repeat(32);

    private static final Attached PHOTO =
            new Attached("photo", null, "image/jpeg", 113_482L, null, "3f/" + SHA256);
    private static final Attached PLAN =
            new Attached("file", "plan.pdf", null, null, "files/plan.pdf", null);

    private static Archive archive;
    private static QueryEngine engine;
    private static Chatter team;

    @BeforeAll
    static void writeTheArchive() throws SQLException {
        archive = Archive.open(TestStack.freshDatabase());
        team =
                new Chatter("jsonl:team")
                        .shows(
                                "trip",
                                "1",
                                "anna",
                                "the ridge at dawn",
                                new Attachment("photo", "f1", null, "image/jpeg", 113_000L, null),
                                new Attachment(
                                        "file", null, "plan.pdf", null, null, "files/plan.pdf"))
                        .answers("trip", "2", "boris", "a ridge of clouds", "1")
                        .stores("trip", "f1", SHA256, 113_482L);
        team.into(archive);
        engine =
                new QueryEngine(
                        archive.dataSource(),
                        Model.of(SettingsLoader.load(null, Map.of()).embedding()),
                        NOW,
                        QueryEngine.TIMEOUT);
    }

    @AfterAll
    static void close() {
        engine.close();
        archive.close();
    }

    static List<Question> questions() {
        return List.of(
                new Question.SearchText("ridge", Filters.NONE, PAGE),
                new Question.SearchText("ridg", Filters.NONE, PAGE),
                new Question.SearchHybrid("ridge", Filters.NONE, PAGE),
                new Question.Recent(Duration.ofDays(1), Filters.NONE, PAGE),
                new Question.Around(team.ref("trip", "1"), 1, 1, false),
                new Question.ThreadOf(team.ref("trip", "2"), false, PAGE));
    }

    @ParameterizedTest
    @MethodSource("questions")
    void whatHangsOnAMessageIsShownInItsOrder(Question question) throws InterruptedException {
        assertThat(AnsweredMessages.of(engine.ask(question).answer()))
                .hasSize(2)
                .allSatisfy(AttachmentsIT::isWhole);
    }

    private static void isWhole(Message message) {
        assertThat(message.attachments())
                .isEqualTo(
                        message.ref().equals(team.ref("trip", "1"))
                                ? List.of(PHOTO, PLAN)
                                : List.of());
    }

    @Test
    void theHistoryOfAMessageShowsWhatHangsOnItNow() throws InterruptedException {
        Answer answer = engine.ask(new Question.History(team.ref("trip", "1"))).answer();

        assertThat(((Answer.Versions) answer).current().attachments()).containsExactly(PHOTO, PLAN);
    }

    @Test
    void oneWhoMaySeeTheChatSeesThemToo() throws InterruptedException {
        // Given
        Scope trip = new Scope(Set.of(), Set.of(), Set.of(ChatRef.parse("jsonl:team/trip")));
        Question ridge = new Question.SearchText("dawn", Filters.NONE, PAGE);

        // When
        var answered = engine.ask(new Ask(ridge, trip));

        // Then
        assertThat(AnswerJson.envelope(answered).at("/data/hits/0/attachments").toString())
                .isEqualTo(
                        """
                        [{"kind":"photo","name":null,"mime_type":"image/jpeg","size":113482,\
                        "path":null,"stored":"3f/%s"},\
                        {"kind":"file","name":"plan.pdf","mime_type":null,"size":null,\
                        "path":"files/plan.pdf","stored":null}]\
                        """
                                .formatted(SHA256));
    }
}
