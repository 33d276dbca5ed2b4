package dev.tributary.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.archive.Archive;
import dev.tributary.archive.vectors.Placement;
import dev.tributary.archive.vectors.Vectors;
import dev.tributary.contract.answer.Answer;
import dev.tributary.contract.answer.Answered;
import dev.tributary.contract.answer.Hit;
import dev.tributary.contract.config.Settings;
import dev.tributary.contract.config.SettingsLoader;
import dev.tributary.contract.event.TextHash;
import dev.tributary.contract.identity.ChatRef;
import dev.tributary.contract.question.Ask;
import dev.tributary.contract.question.Cursor;
import dev.tributary.contract.question.Filters;
import dev.tributary.contract.question.PageRequest;
import dev.tributary.contract.question.Question;
import dev.tributary.contract.question.Question.SearchHybrid;
import dev.tributary.contract.question.Question.SearchSemantic;
import dev.tributary.contract.question.Question.Stats;
import dev.tributary.contract.question.Question.Status;
import dev.tributary.contract.question.Scope;
import dev.tributary.embedded.TestStack;
import dev.tributary.embedding.EmbeddingModels;
import dev.tributary.embedding.TextEmbedder;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The built-in model over a small archive: some vectors in the index, one beside it, one missing.
@Tag("stack")
class SemanticSearchIT {

    private static final String ILL = "I have a fever and will see the doctor";
    private static final String CAT = "My cat sleeps on the warm keyboard all day";
    private static final String PAY = "The invoice was paid by bank transfer";
    private static final String THANKS = "thank you";
    private static final String UNEMBEDDED = "A dog barked at the postman";

    private static Archive archive;
    private static QueryEngine engine;

    @BeforeAll
    static void writeTheArchive() throws SQLException {
        archive = Archive.open(TestStack.freshDatabase());
        new Chatter("jsonl:a")
                .says("health", "1", "anna", ILL)
                .says("pets", "2", "boris", CAT)
                .says("money", "3", "clara", PAY)
                .says("pets", "4", "anna", THANKS)
                .says("money", "5", "boris", THANKS)
                .says("pets", "6", "clara", UNEMBEDDED)
                .into(archive);
        Settings.Embedding settings = SettingsLoader.load(null, Map.of()).embedding();
        TextEmbedder model = EmbeddingModels.open(settings);
        archive.inTransaction(tx -> {
            Vectors.register(tx, model.fingerprint(), model.modelName(), model.dimension());
            Vectors.insert(
                    tx,
                    model.fingerprint(),
                    Map.of(hash(ILL), vector(model, ILL), hash(CAT), vector(model, CAT)),
                    Placement.INDEXED);
            Vectors.insert(
                    tx,
                    model.fingerprint(),
                    Map.of(
                            hash(PAY), vector(model, PAY),
                            hash(THANKS), vector(model, THANKS)),
                    Placement.BACKLOG);
            return true;
        });
        engine =
                new QueryEngine(
                        archive.dataSource(),
                        Model.of(() -> model),
                        Clock.systemUTC(),
                        QueryEngine.TIMEOUT);
    }

    @AfterAll
    static void close() {
        engine.close();
        archive.close();
    }

    @Test
    void findsByMeaningInsideTheIndexAndBesideIt() throws InterruptedException {
        assertThat(texts(ask("somebody is sick", Filters.NONE))).first().isEqualTo(ILL);
        assertThat(texts(ask("kitten", Filters.NONE))).first().isEqualTo(CAT);
        assertThat(texts(ask("money was sent", Filters.NONE))).first().isEqualTo(PAY);
    }

    @Test
    void showsARepeatedTextOnceByItsNewestMessage() throws InterruptedException {
        Hit hit = hits(ask("gratitude, thanks", Filters.NONE)).getFirst();

        assertThat(hit.message().ref().message().value()).isEqualTo("5");
        assertThat(hit.repeats()).isEqualTo(2);
    }

    @Test
    void keepsToTheFilters() throws InterruptedException {
        assertThat(texts(ask("somebody is sick", chat("pets"))))
                .containsExactlyInAnyOrder(CAT, THANKS);
    }

    @Test
    void saysWhatIsMissing() throws InterruptedException {
        assertThat(ask("anything", Filters.NONE).meta().degraded())
                .containsExactly(
                        "vectors: the index is being built; what is not in it yet is scanned, which"
                                + " is slower",
                        "vectors: 80.0 % of the texts have one so far");
    }

    @Test
    void saysToEachOnlyWhatIsMissingOfHisOwn() throws InterruptedException {
        // Given
        Question question = new SearchHybrid("anything", Filters.NONE, PageRequest.first(10));

        // When
        Answered pets = engine.ask(new Ask(question, chatScope("pets")));
        Answered money = engine.ask(new Ask(question, chatScope("money")));

        // Then
        assertThat(pets.meta().degraded())
                .anySatisfy(reason -> assertThat(reason).startsWith("vectors: 66.7 %"));
        assertThat(money.meta().degraded()).noneSatisfy(reason -> assertThat(reason).contains("%"));
    }

    private static Scope chatScope(String chat) {
        return new Scope(Set.of(), Set.of(), Set.of(ChatRef.parse("jsonl:a/" + chat)));
    }

    @Test
    void goesOnWhereThePageEnded() throws InterruptedException {
        // Given
        List<String> whole = texts(ask("somebody is sick", Filters.NONE));
        List<String> paged = new ArrayList<>();
        Cursor cursor = null;

        // When
        do {
            Answered page =
                    engine.ask(
                            new SearchSemantic(
                                    "somebody is sick", Filters.NONE, new PageRequest(1, cursor)));
            paged.addAll(texts(page));
            cursor = page.meta().next();
        } while (cursor != null);

        // Then
        assertThat(paged).isEqualTo(whole).hasSize(4);
    }

    @Test
    void fusesWordsAndMeaning() throws InterruptedException {
        // Given
        Filters none = Filters.NONE;

        // When
        Answered answered = engine.ask(new SearchHybrid("dog", none, PageRequest.first(3)));

        // Then
        assertThat(texts(answered)).contains(UNEMBEDDED, CAT);
        assertThat(hits(answered))
                .anySatisfy(hit ->
                        assertThat(hit.snippet().marked("[", "]"))
                                .isEqualTo("A [dog] barked at the postman"));
    }

    @Test
    void pagesThroughTheFusedList() throws InterruptedException {
        // Given
        List<String> paged = new ArrayList<>();
        Cursor cursor = null;

        // When
        do {
            Answered page =
                    engine.ask(new SearchHybrid("dog", Filters.NONE, new PageRequest(2, cursor)));
            paged.addAll(texts(page));
            cursor = page.meta().next();
        } while (cursor != null);

        // Then
        assertThat(paged).containsExactlyInAnyOrder(ILL, CAT, PAY, THANKS, UNEMBEDDED);
    }

    @Test
    void countsMessagesWhoseTextHasAVector() throws InterruptedException {
        Answer.StatsReport stats =
                (Answer.StatsReport) engine.ask(new Stats(Filters.NONE)).answer();
        Answer.ArchiveStatus status = (Answer.ArchiveStatus) engine.ask(new Status()).answer();

        assertThat(stats.totals().embedded()).isEqualTo(5);
        assertThat(status.embedding())
                .satisfies(embedding -> {
                    assertThat(embedding.texts()).isEqualTo(5);
                    assertThat(embedding.embedded()).isEqualTo(4);
                    assertThat(embedding.indexing()).isEqualTo("building");
                });
    }

    private static Answered ask(String query, Filters filters) throws InterruptedException {
        return engine.ask(new SearchSemantic(query, filters, PageRequest.first(10)));
    }

    private static List<Hit> hits(Answered answered) {
        return ((Answer.Hits) answered.answer()).hits();
    }

    private static List<String> texts(Answered answered) {
        return hits(answered).stream().map(hit -> hit.message().text()).toList();
    }

    private static Filters chat(String chat) {
        return new Filters(Set.of(), Set.of(), List.of(chat), List.of(), null, null, false);
    }

    private static TextHash hash(String text) {
        return TextHash.of(text).orElseThrow();
    }

    private static float[] vector(TextEmbedder model, String text) {
        return model.embedPassages(List.of(text)).getFirst();
    }
}
