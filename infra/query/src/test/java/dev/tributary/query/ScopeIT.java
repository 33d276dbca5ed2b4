package dev.tributary.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.archive.Archive;
import dev.tributary.archive.LogPartition;
import dev.tributary.archive.Positions;
import dev.tributary.contract.answer.Answer;
import dev.tributary.contract.answer.AnswerJson;
import dev.tributary.contract.config.SettingsLoader;
import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.identity.ChatRef;
import dev.tributary.contract.identity.Service;
import dev.tributary.contract.question.Ask;
import dev.tributary.contract.question.Filters;
import dev.tributary.contract.question.PageRequest;
import dev.tributary.contract.question.Question;
import dev.tributary.contract.question.Scope;
import dev.tributary.embedded.TestStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// One who may see a part of the archive asks everything.
@Tag("stack")
class ScopeIT {

    private static final Clock NOW =
            Clock.fixed(Chatter.BEGINNING.plus(Duration.ofHours(1)), ZoneOffset.UTC);
    private static final PageRequest PAGE = PageRequest.first(50);

    private static Archive archive;
    private static QueryEngine engine;
    private static Chatter team;

    @BeforeAll
    static void writeTheArchive() throws SQLException {
        archive = Archive.open(TestStack.freshDatabase());
        team =
                new Chatter("jsonl:team")
                        .says("open", "1", "anna", "the release is public")
                        .answers("closed", "2", "boris", "hush, the release is hush", "1")
                        .edits("closed", "2", "boris", "hush, the release is still hush")
                        .says("closed", "3", "mole", "more hush")
                        .answers("open", "4", "anna", "an answer to the release", "1");
        team.into(archive);
        new Chatter("vkteams:9").says("open", "1", "dan", "hush of another account").into(archive);
        archive.inTransaction(tx ->
                Positions.advance(tx, "store", new LogPartition("tributary.events", 0), 0, 7));
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

    private static final Scope OPEN_CHAT =
            new Scope(Set.of(), Set.of(), Set.of(ChatRef.parse("jsonl:team/open")));

    static List<Question> questionsOfMany() {
        Filters none = Filters.NONE;
        return List.of(
                new Question.SearchText("release or hush", none, PAGE),
                new Question.SearchText("hus", none, PAGE),
                new Question.SearchHybrid("release or hush", none, PAGE),
                new Question.Recent(Duration.ofDays(1), none, PAGE),
                new Question.Chats(none, PAGE),
                new Question.Stats(none));
    }

    @ParameterizedTest
    @MethodSource("questionsOfMany")
    void whatLiesOutsideIsInNoAnswer(Question question) throws InterruptedException {
        // When
        String answer = AnswerJson.envelope(engine.ask(new Ask(question, OPEN_CHAT))).toString();

        // Then
        assertThat(answer)
                .doesNotContain("hush")
                .doesNotContain("closed")
                .doesNotContain("vkteams");
        assertThat(AnswerJson.envelope(engine.ask(question)).toString())
                .as("the same without a scope")
                .containsAnyOf("hush", "closed", "vkteams");
    }

    static List<Question> questionsOfOne() {
        Filters closed =
                new Filters(Set.of(), Set.of(), List.of("CLOSED"), List.of(), null, null, false);
        Filters mole =
                new Filters(Set.of(), Set.of(), List.of(), List.of("mole"), null, null, false);
        return List.of(
                new Question.History(team.ref("closed", "2")),
                new Question.Around(team.ref("closed", "2"), 1, 1, true),
                new Question.ThreadOf(team.ref("closed", "2"), true, PAGE),
                new Question.SearchText("release", closed, PAGE),
                new Question.SearchText("release", mole, PAGE));
    }

    @ParameterizedTest
    @MethodSource("questionsOfOne")
    void whatLiesOutsideIsAsUnknownAsWhatIsNotThere(Question question) {
        assertThatThrownBy(() -> engine.ask(new Ask(question, OPEN_CHAT)))
                .isInstanceOf(QuestionRefused.class);
    }

    @Test
    void statusNamesTheAllowedAccountsOnly() throws InterruptedException {
        // Given
        Scope vkteams = new Scope(Set.of(Service.VKTEAMS), Set.of(), Set.of());

        // When
        Answer answer = engine.ask(new Ask(new Question.Status(), vkteams)).answer();

        // Then
        assertThat(((Answer.ArchiveStatus) answer).accounts())
                .extracting(account -> account.account().toString(), account -> account.messages())
                .containsExactly(org.assertj.core.groups.Tuple.tuple("vkteams:9", 1L));
    }

    @Test
    void statusTellsHowFarTheLogWasReadToThoseWhoSeeEverything() throws InterruptedException {
        // When
        Answer scoped = engine.ask(new Ask(new Question.Status(), OPEN_CHAT)).answer();

        // Then
        assertThat(((Answer.ArchiveStatus) scoped).positions()).isEmpty();
        assertThat(((Answer.ArchiveStatus) engine.ask(new Question.Status()).answer()).positions())
                .isNotEmpty();
    }

    @Test
    void anAccountIsAScopeToo() throws InterruptedException {
        // Given
        Scope team = new Scope(Set.of(), Set.of(AccountId.parse("jsonl:team")), Set.of());
        Question hush = new Question.SearchText("hush", Filters.NONE, PAGE);

        // When
        Answer answer = engine.ask(new Ask(hush, team)).answer();

        // Then
        assertThat(((Answer.Hits) answer).hits())
                .extracting(hit -> hit.message().ref().account().toString())
                .containsOnly("jsonl:team")
                .hasSize(2);
    }

    @Test
    void noStatementNamesTheTablesPastTheScope() throws IOException {
        // Given
        Path sources = Path.of("src/main/java/dev/tributary/query");

        // When
        try (Stream<Path> files = Files.list(sources)) {
            List<String> naming =
                    files.filter(file -> !file.endsWith("ScopedTables.java"))
                            .filter(ScopeIT::namesTheSchema)
                            .map(file -> file.getFileName().toString())
                            .toList();

            // Then
            assertThat(naming).isEmpty();
        }
    }

    private static boolean namesTheSchema(Path file) {
        try {
            return Files.readString(file)
                    .lines()
                    .anyMatch(line ->
                            line.matches(
                                    ".*\\btributary\\.(accounts|users|chats|messages"
                                            + "|message_versions|attachments|members|pins)\\b.*"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
