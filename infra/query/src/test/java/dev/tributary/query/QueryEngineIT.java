package dev.tributary.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.archive.Archive;
import dev.tributary.contract.answer.Answer;
import dev.tributary.contract.answer.Answered;
import dev.tributary.contract.answer.Hit;
import dev.tributary.contract.answer.Message;
import dev.tributary.contract.config.SettingsLoader;
import dev.tributary.contract.identity.Service;
import dev.tributary.contract.question.Cursor;
import dev.tributary.contract.question.Filters;
import dev.tributary.contract.question.PageRequest;
import dev.tributary.contract.question.Question.Around;
import dev.tributary.contract.question.Question.Chats;
import dev.tributary.contract.question.Question.History;
import dev.tributary.contract.question.Question.Recent;
import dev.tributary.contract.question.Question.SearchHybrid;
import dev.tributary.contract.question.Question.SearchSemantic;
import dev.tributary.contract.question.Question.SearchText;
import dev.tributary.contract.question.Question.Stats;
import dev.tributary.contract.question.Question.Status;
import dev.tributary.contract.question.Question.ThreadOf;
import dev.tributary.embedded.TestStack;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A small archive, written by the real writer, asked everything.
@Tag("stack")
class QueryEngineIT {

    private static final Clock NOW =
            Clock.fixed(Chatter.BEGINNING.plus(Duration.ofHours(1)), ZoneOffset.UTC);

    private static Archive archive;
    private static QueryEngine engine;
    private static Chatter team;

    @BeforeAll
    static void writeTheArchive() throws SQLException {
        archive = Archive.open(TestStack.freshDatabase());
        team =
                new Chatter("jsonl:team")
                        .says("build", "1", "anna", "The release is broken since Monday")
                        .answers("build", "2", "boris", "Which release? I see no errors", "1")
                        .answers("build", "3", "anna", "The nightly one, look at the log", "2")
                        .says("build", "4", "boris", "Lunch, anybody?")
                        .says("kitchen", "5", "clara", "Ёлка стоит в офисе, приносите игрушки")
                        .says("kitchen", "6", "boris", "draft of a secret")
                        .edits("kitchen", "6", "boris", "second draft of the menu")
                        .edits("kitchen", "6", "boris", "final menu: pancakes")
                        .says("kitchen", "7", "anna", "delete me, I am a pancake")
                        .deletes("kitchen", "7")
                        .says("build", "8", "clara", "100% of_the tests pass 😀 now");
        team.into(archive);
        new Chatter("vkteams:9")
                .says("build", "1", "dan", "Another release elsewhere")
                .into(archive);
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

    @Test
    void findsWordsInAnyForm() throws InterruptedException {
        assertThat(texts(text("released mondays")))
                .containsExactly("The release is broken since Monday");
    }

    @Test
    void findsYeWrittenAsYo() throws InterruptedException {
        assertThat(texts(text("елки"))).containsExactly("Ёлка стоит в офисе, приносите игрушки");
    }

    @Test
    void marksTheWordsInTheSnippet() throws InterruptedException {
        assertThat(hits(text("broken")).getFirst().snippet().marked("[", "]"))
                .isEqualTo("The release is [broken] since Monday");
    }

    @Test
    void marksASnippetThatStartsOrEndsWithinItsText() throws InterruptedException, SQLException {
        try (Archive garage = Archive.open(TestStack.freshDatabase());
                QueryEngine asked =
                        new QueryEngine(
                                garage.dataSource(),
                                Model.of(SettingsLoader.load(null, Map.of()).embedding()),
                                NOW,
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
        assertThat(texts(text("pancake"))).containsExactly("final menu: pancakes");
        assertThat(
                        texts(
                                engine.ask(
                                        new SearchText(
                                                "pancake", withDeleted(), PageRequest.first(9)))))
                .containsExactlyInAnyOrder("final menu: pancakes", "delete me, I am a pancake");
    }

    @Test
    void fallsBackToSubstringsAndSaysSo() throws InterruptedException {
        Answered answered = text("ancak");

        assertThat(texts(answered)).containsExactly("final menu: pancakes");
        assertThat(answered.meta().fallback()).contains("contain the query's characters");
    }

    @Test
    void fallsBackToSimilarWords() throws InterruptedException {
        Answered answered = text("pankakes");

        assertThat(texts(answered)).containsExactly("final menu: pancakes");
        assertThat(answered.meta().fallback()).contains("similar");
    }

    @Test
    void findsApartWhatStandsInNoMessageTogether() throws InterruptedException {
        Answered answered = text("lunch pancakes");

        assertThat(texts(answered))
                .containsExactlyInAnyOrder("Lunch, anybody?", "final menu: pancakes");
        assertThat(answered.meta().fallback()).contains("some of them");
    }

    @Test
    void takesATypoAmongWordsForOne() throws InterruptedException {
        assertThat(text("nightly relaese").meta().fallback()).contains("similar");
    }

    @Test
    void takesWildcardsLiterally() throws InterruptedException {
        assertThat(texts(text("f_the"))).containsExactly("100% of_the tests pass 😀 now");
        assertThat(texts(text("😀"))).containsExactly("100% of_the tests pass 😀 now");
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
        assertThat(text(query).answer()).isInstanceOf(Answer.Hits.class);
        assertThat(engine.ask(new SearchHybrid(query, Filters.NONE, PageRequest.first(5))).answer())
                .isInstanceOf(Answer.Hits.class);
    }

    @Test
    void filtersByChatTitleSenderSourceAndTime() throws InterruptedException {
        assertThat(texts(ask("release", chat("jsonl:team/build")))).hasSize(2);
        assertThat(texts(ask("release", chat("KITCHEN")))).isEmpty();
        assertThat(texts(ask("release", sender("BORIS"))))
                .containsExactly("Which release? I see no errors");
        assertThat(texts(ask("release", sender("@dan"))))
                .containsExactly("Another release elsewhere");
        assertThat(texts(ask("release", source(Service.VKTEAMS))))
                .containsExactly("Another release elsewhere");
        assertThat(texts(ask("release", between(Chatter.BEGINNING.plusSeconds(120), null))))
                .containsExactly("Which release? I see no errors");
        assertThat(texts(ask("release", between(null, Chatter.BEGINNING.plusSeconds(120)))))
                .hasSize(2);
    }

    @Test
    void answersAnAmbiguousTitleWithTheCandidates() {
        assertThatThrownBy(() -> ask("release", chat("BUILD")))
                .isInstanceOfSatisfying(
                        QuestionRefused.class,
                        e -> {
                            assertThat(e.reason()).isEqualTo(QuestionRefused.Reason.AMBIGUOUS_CHAT);
                            assertThat(e.candidates())
                                    .extracting(chat -> chat.ref().toString())
                                    .containsExactly("jsonl:team/build", "vkteams:9/build");
                        });
    }

    @Test
    void refusesNamesThatNobodyHas() {
        assertThatThrownBy(() -> ask("release", chat("nowhere")))
                .hasMessage("no chat has the id, reference or title \"nowhere\"");
        assertThatThrownBy(() -> ask("release", sender("nobody")))
                .hasMessage("nobody has the id, handle or name \"nobody\"");
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
                        new QueryEngine(own.dataSource(), noModel(), NOW, QueryEngine.TIMEOUT)) {
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
        Answered page = engine.ask(new SearchText("release", Filters.NONE, PageRequest.first(1)));

        assertThatThrownBy(() ->
                        engine.ask(
                                new SearchText(
                                        "menu",
                                        Filters.NONE,
                                        new PageRequest(1, page.meta().next()))))
                .isInstanceOf(QuestionRefused.class);
    }

    @Test
    void readsAroundAMessageInChatOrder() throws InterruptedException {
        assertThat(messages(engine.ask(new Around(team.ref("build", "3"), 1, 2, false))))
                .extracting(message -> message.ref().message().value())
                .containsExactly("2", "3", "4", "8");
    }

    @Test
    void readsAThreadFromAnyOfItsMessages() throws InterruptedException {
        for (String start : List.of("1", "2", "3")) {
            assertThat(
                            messages(
                                    engine.ask(
                                            new ThreadOf(
                                                    team.ref("build", start),
                                                    false,
                                                    PageRequest.first(9)))))
                    .extracting(message -> message.ref().message().value())
                    .containsExactly("1", "2", "3");
        }
    }

    @Test
    void readsWhatWasSaidLatelyInPagesBackwards() throws InterruptedException {
        // Given
        Filters chat = chat("jsonl:team/build");

        // When
        Answered newest = engine.ask(new Recent(Duration.ofDays(1), chat, PageRequest.first(2)));
        Answered older =
                engine.ask(
                        new Recent(
                                Duration.ofDays(1),
                                chat,
                                new PageRequest(2, newest.meta().next())));

        // Then
        assertThat(messages(newest))
                .extracting(m -> m.ref().message().value())
                .containsExactly("4", "8");
        assertThat(messages(older))
                .extracting(m -> m.ref().message().value())
                .containsExactly("2", "3");
    }

    @Test
    void showsEveryVersionAndTheDeletion() throws InterruptedException {
        Answer.Versions edited = history("6");
        Answer.Versions deleted = history("7");

        assertThat(edited.versions())
                .extracting(Answer.Version::text)
                .containsExactly(
                        "draft of a secret", "second draft of the menu", "final menu: pancakes");
        assertThat(edited.deletedAt()).isNull();
        assertThat(deleted.versions()).hasSize(1);
        assertThat(deleted.deletedAt()).isNotNull();
    }

    @Test
    void refusesAMessageThatTheArchiveDoesNotHave() {
        assertThatThrownBy(() -> engine.ask(new History(team.ref("build", "999"))))
                .hasMessage("the archive has no message \"jsonl:team/build/999\"");
    }

    @Test
    void countsMessagesRepliesAndChats() throws InterruptedException {
        Answered answered = engine.ask(new Stats(Filters.NONE));

        Answer.Totals totals = ((Answer.StatsReport) answered.answer()).totals();
        assertThat(totals.messages()).isEqualTo(8);
        assertThat(totals.deleted()).isEqualTo(1);
        assertThat(totals.replies()).isEqualTo(2);
        assertThat(totals.chats()).isEqualTo(3);
        assertThat(totals.embedded()).isZero();
    }

    @Test
    void listsChatsInPages() throws InterruptedException {
        Answered first = engine.ask(new Chats(Filters.NONE, PageRequest.first(2)));
        Answered second =
                engine.ask(new Chats(Filters.NONE, new PageRequest(2, first.meta().next())));

        assertThat(((Answer.ChatList) first.answer()).chats()).hasSize(2);
        assertThat(((Answer.ChatList) second.answer()).chats())
                .extracting(chat -> chat.ref().toString())
                .containsExactly("vkteams:9/build");
        assertThat(second.meta().next()).isNull();
    }

    @Test
    void tellsAccountsAndThatThereAreNoVectors() throws InterruptedException {
        Answer.ArchiveStatus status = (Answer.ArchiveStatus) engine.ask(new Status()).answer();

        assertThat(status.accounts())
                .extracting(account -> account.account() + " " + account.messages())
                .containsExactly("jsonl:team 7", "vkteams:9 1");
        assertThat(status.embedding()).isNull();
    }

    @Test
    void saysWhenTheSemanticSideIsMissing() throws InterruptedException {
        Answered hybrid =
                engine.ask(new SearchHybrid("release", Filters.NONE, PageRequest.first(5)));

        assertThat(texts(hybrid)).hasSize(3);
        assertThat(hybrid.meta().degraded())
                .containsExactly("vectors: the configured model has none in this archive yet");
        assertThatThrownBy(() ->
                        engine.ask(
                                new SearchSemantic("release", Filters.NONE, PageRequest.first(5))))
                .isInstanceOf(QuestionRefused.class);
    }

    @Test
    void saysHowFreshTheAnswerIs() throws InterruptedException {
        Answered answered = text("release");

        assertThat(answered.meta().asOf()).isAfter(Chatter.BEGINNING);
        assertThat(answered.meta().took()).isPositive();
    }

    private static Answered text(String query) throws InterruptedException {
        return ask(query, Filters.NONE);
    }

    private static Answered ask(String query, Filters filters) throws InterruptedException {
        return engine.ask(new SearchText(query, filters, PageRequest.first(20)));
    }

    private static Answer.Versions history(String message) throws InterruptedException {
        return (Answer.Versions) engine.ask(new History(team.ref("kitchen", message))).answer();
    }

    private static List<Hit> hits(Answered answered) {
        return ((Answer.Hits) answered.answer()).hits();
    }

    private static List<String> texts(Answered answered) {
        return hits(answered).stream().map(hit -> hit.message().text()).toList();
    }

    private static List<Message> messages(Answered answered) {
        return ((Answer.Messages) answered.answer()).messages();
    }

    private static Filters withDeleted() {
        return new Filters(Set.of(), Set.of(), List.of(), List.of(), null, null, true);
    }

    private static Filters chat(String chat) {
        return new Filters(Set.of(), Set.of(), List.of(chat), List.of(), null, null, false);
    }

    private static Filters sender(String sender) {
        return new Filters(Set.of(), Set.of(), List.of(), List.of(sender), null, null, false);
    }

    private static Filters source(Service source) {
        return new Filters(Set.of(source), Set.of(), List.of(), List.of(), null, null, false);
    }

    private static Filters between(@Nullable Instant since, @Nullable Instant until) {
        return new Filters(Set.of(), Set.of(), List.of(), List.of(), since, until, false);
    }

    private static Model noModel() {
        return Model.of(
                SettingsLoader.load(null, Map.of("TRIBUTARY_EMBEDDING_ENABLED", "false"))
                        .embedding());
    }
}
