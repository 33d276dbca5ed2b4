package dev.tributary.query;

import static dev.tributary.query.SmallArchive.hits;
import static dev.tributary.query.SmallArchive.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.archive.Archive;
import dev.tributary.contract.answer.Answer;
import dev.tributary.contract.answer.Answered;
import dev.tributary.contract.config.SettingsLoader;
import dev.tributary.contract.question.Cursor;
import dev.tributary.contract.question.Filters;
import dev.tributary.contract.question.PageRequest;
import dev.tributary.contract.question.Question.SearchHybrid;
import dev.tributary.contract.question.Question.SearchText;
import dev.tributary.embedded.TestStack;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A search by words: what it finds, marks and falls back to.
@Tag("stack")
class TextSearchIT {

    private static SmallArchive archive;

    @BeforeAll
    static void writeTheArchive() throws SQLException {
        archive = new SmallArchive();
    }

    @AfterAll
    static void close() {
        archive.close();
    }

    @Test
    void findsWordsInAnyForm() throws InterruptedException {
        assertThat(texts(archive.text("released mondays")))
                .containsExactly("The release is broken since Monday");
    }

    @Test
    void findsYeWrittenAsYo() throws InterruptedException {
        assertThat(texts(archive.text("елки")))
                .containsExactly("Ёлка стоит в офисе, приносите игрушки");
    }

    @Test
    void marksTheWordsInTheSnippet() throws InterruptedException {
        assertThat(hits(archive.text("broken")).getFirst().snippet().marked("[", "]"))
                .isEqualTo("The release is [broken] since Monday");
    }

    @Test
    void marksASnippetThatStartsOrEndsWithinItsText() throws InterruptedException, SQLException {
        try (Archive garage = Archive.open(TestStack.freshDatabase());
                QueryEngine asked =
                        new QueryEngine(
                                garage.dataSource(),
                                Model.of(SettingsLoader.load(null, Map.of()).embedding()),
                                SmallArchive.NOW,
                                QueryEngine.TIMEOUT)) {
            new Chatter("jsonl:garage")
                    .says(
                            "garage",
                            "9",
                            "dan",
                            "For commuting I would take the gravel bicycle, because the road"
                                    + " along the river is bad in winter and the other one has"
                                    + " thin tyres that slip on every wet leaf and every rail"
                                    + " between my house and the old bridge over the canal")
                    .into(garage);

            assertThat(snippet(asked, "winter")).startsWith("… ").endsWith(" …");
            assertThat(snippet(asked, "commuting")).startsWith("… commuting").endsWith(" …");
            assertThat(snippet(asked, "canal")).startsWith("… ").endsWith("the canal");
        }
    }

    private static String snippet(QueryEngine asked, String query) throws InterruptedException {
        Answered answered = asked.ask(new SearchText(query, Filters.NONE, PageRequest.first(9)));
        return hits(answered).getFirst().snippet().plain();
    }

    @Test
    void hidesDeletedMessagesUnlessAsked() throws InterruptedException {
        assertThat(texts(archive.text("pancake"))).containsExactly("final menu: pancakes");
        assertThat(
                        texts(
                                archive.engine()
                                        .ask(
                                                new SearchText(
                                                        "pancake",
                                                        withDeleted(),
                                                        PageRequest.first(9)))))
                .containsExactlyInAnyOrder("final menu: pancakes", "delete me, I am a pancake");
    }

    @Test
    void fallsBackToSubstringsAndSaysSo() throws InterruptedException {
        Answered answered = archive.text("ancak");

        assertThat(texts(answered)).containsExactly("final menu: pancakes");
        assertThat(answered.meta().fallback()).contains("contain the query's characters");
    }

    @Test
    void fallsBackToSimilarWords() throws InterruptedException {
        Answered answered = archive.text("pankakes");

        assertThat(texts(answered)).containsExactly("final menu: pancakes");
        assertThat(answered.meta().fallback()).contains("similar");
    }

    @Test
    void findsApartWhatStandsInNoMessageTogether() throws InterruptedException {
        Answered answered = archive.text("lunch pancakes");

        assertThat(texts(answered))
                .containsExactlyInAnyOrder("Lunch, anybody?", "final menu: pancakes");
        assertThat(answered.meta().fallback()).contains("some of them");
    }

    @Test
    void takesATypoAmongWordsForOne() throws InterruptedException {
        assertThat(archive.text("nightly relaese").meta().fallback()).contains("similar");
    }

    @Test
    void takesWildcardsLiterally() throws InterruptedException {
        assertThat(texts(archive.text("f_the"))).containsExactly("100% of_the tests pass 😀 now");
        assertThat(texts(archive.text("😀"))).containsExactly("100% of_the tests pass 😀 now");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"",
                "-",
                "--",
                "'",
                "\\",
                "&|!",
                "(((",
                ":*",
                "<->",
                "a:*b",
                "-foo",
                "\" or \"",
                "%",
                "_",
                "or",
                "the",
                "\uD83D\uDE00",
                "\u202E",
                "-\"x",
                "!!! ???",
                "$1",
                "?",
                "{}",
                "\u0001"
            })
    void answersAnyPunctuation(String query) throws InterruptedException {
        assertThat(archive.text(query).answer()).isInstanceOf(Answer.Hits.class);
        assertThat(
                        archive.engine()
                                .ask(new SearchHybrid(query, Filters.NONE, PageRequest.first(5)))
                                .answer())
                .isInstanceOf(Answer.Hits.class);
    }

    @Test
    void pagesWithoutRepeatOrGapWhileMessagesArrive() throws InterruptedException, SQLException {
        // Given
        Archive own = Archive.open(TestStack.freshDatabase());
        Chatter crowd = new Chatter("jsonl:crowd");
        int messages = TextStatements.WINDOW + 37;
        for (int i = 0; i < messages; i++) {
            crowd.says("c", "m" + i, "s", "word " + "filler ".repeat(i % 3) + i);
        }
        crowd.into(own);
        List<String> seen = new ArrayList<>();

        // When
        try (own;
                QueryEngine crowded =
                        new QueryEngine(
                                own.dataSource(),
                                noModel(),
                                SmallArchive.NOW,
                                QueryEngine.TIMEOUT)) {
            Cursor cursor = null;
            do {
                Answered page =
                        crowded.ask(
                                new SearchText("word", Filters.NONE, new PageRequest(300, cursor)));
                hits(page).forEach(hit -> seen.add(hit.message().ref().toString()));
                cursor = page.meta().next();
                crowd.says("c", "late" + seen.size(), "s", "word that came late").into(own);
            } while (cursor != null);
        }

        // Then
        assertThat(seen).doesNotHaveDuplicates().hasSize(messages);
    }

    @Test
    void refusesTheCursorOfAnotherQuestion() throws InterruptedException {
        Answered page =
                archive.engine().ask(new SearchText("release", Filters.NONE, PageRequest.first(1)));

        assertThatThrownBy(() ->
                        archive.engine()
                                .ask(
                                        new SearchText(
                                                "menu",
                                                Filters.NONE,
                                                new PageRequest(1, page.meta().next()))))
                .isInstanceOf(QuestionRefused.class);
    }

    private static Filters withDeleted() {
        return new Filters(Set.of(), Set.of(), List.of(), List.of(), null, null, true);
    }

    private static Model noModel() {
        return Model.of(
                SettingsLoader.load(null, Map.of("TRIBUTARY_EMBEDDING_ENABLED", "false"))
                        .embedding());
    }
}
