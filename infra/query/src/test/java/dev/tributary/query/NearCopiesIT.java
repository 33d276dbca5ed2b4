package dev.tributary.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.archive.Archive;
import dev.tributary.archive.vectors.Placement;
import dev.tributary.archive.vectors.VectorIndexer;
import dev.tributary.archive.vectors.Vectors;
import dev.tributary.contract.answer.Answer;
import dev.tributary.contract.answer.Answered;
import dev.tributary.contract.answer.Hit;
import dev.tributary.contract.config.SettingsLoader;
import dev.tributary.contract.event.TextHash;
import dev.tributary.contract.question.Filters;
import dev.tributary.contract.question.PageRequest;
import dev.tributary.contract.question.Question.SearchSemantic;
import dev.tributary.embedded.TestStack;
import dev.tributary.embedding.EmbeddingModels;
import dev.tributary.embedding.TextEmbedder;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A machine that writes the same sentence over and over, and people who wrote a few others before
/// it began, while it was at it, and after. By the built-in model.
@Tag("stack")
class NearCopiesIT {

    private static final int COPIES = 3_000;
    private static final int SHOWN = 10;

    /// Of the hits of an exact scan, over all questions. Through the index alone it is 0.3 to 0.7.
    private static final double RECALL = 0.95;

    /// What people wrote, and a question about it.
    private static final Map<String, String> ASKED =
            Map.ofEntries(
                    Map.entry("I have a fever and will see the doctor tomorrow", "who is ill"),
                    Map.entry("My cat sleeps on the warm keyboard all day", "kitten"),
                    Map.entry("The invoice was paid by bank transfer", "money was sent"),
                    Map.entry("My bicycle has a flat tyre again", "cycling trouble"),
                    Map.entry("The judge postponed the hearing until spring", "court case"),
                    Map.entry("She plays the violin in the city orchestra", "classical music"),
                    Map.entry("A storm tore the roof off the barn", "bad weather damage"),
                    Map.entry("The football match ended in a draw", "sports result"),
                    Map.entry("The dentist pulled a wisdom tooth", "toothache"),
                    Map.entry("My neighbour keeps bees on the balcony", "honey"),
                    Map.entry("The train to Vienna is late", "railway delay"),
                    Map.entry("The telescope showed the rings of Saturn", "astronomy"),
                    Map.entry("The surgeon operated for six hours", "hospital"),
                    Map.entry("An earthquake shook the island", "natural disaster"),
                    Map.entry("I forgot the password of my mail account", "cannot log in"),
                    Map.entry("A thief stole the copper cables", "crime"),
                    Map.entry("The meadow is full of poppies", "flowers"),
                    Map.entry("The volcano has been quiet for years", "geology"));

    private static final TextEmbedder MODEL =
            EmbeddingModels.open(SettingsLoader.load(null, Map.of()).embedding());

    private static Map<String, float[]> vectors = Map.of();

    @BeforeAll
    static void embedThem() {
        List<String> texts = new ArrayList<>(ASKED.keySet().stream().sorted().toList());
        int third = texts.size() / 3;
        texts.addAll(2 * third, copies(COPIES / 2, COPIES));
        texts.addAll(third, copies(0, COPIES / 2));
        List<float[]> embedded = MODEL.embedPassages(texts);
        vectors = new LinkedHashMap<>();
        for (int i = 0; i < texts.size(); i++) {
            vectors.put(texts.get(i), embedded.get(i));
        }
    }

    private static List<String> copies(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i ->
                        "ALERT db%02d: disk usage is %d percent, ticket %d"
                                .formatted(i % 97, i % 100, i))
                .toList();
    }

    @AfterAll
    static void close() {
        MODEL.close();
    }

    @Test
    void doNotHideOtherTextsInAnIndexThatGrowsWithEach() throws Exception {
        try (Archive archive = archive(Placement.INDEXED)) {
            assertThatNothingIsHidden(archive);
        }
    }

    @Test
    void doNotHideOtherTextsInAnIndexBuiltOverAll() throws Exception {
        try (Archive archive = archive(Placement.BACKLOG)) {
            new VectorIndexer(archive.dataSource(), MODEL.fingerprint()).indexBacklog();
            assertThatNothingIsHidden(archive);
        }
    }

    private static Archive archive(Placement placement) throws SQLException {
        Archive archive = Archive.open(TestStack.freshDatabase());
        Chatter chatter = new Chatter("jsonl:a");
        int message = 0;
        for (String text : vectors.keySet()) {
            chatter.says("chat", Integer.toString(++message), "anna", text);
        }
        chatter.into(archive);
        archive.inTransaction(tx ->
                Vectors.register(tx, MODEL.fingerprint(), MODEL.modelName(), MODEL.dimension()));
        List<String> texts = List.copyOf(vectors.keySet());
        for (int from = 0; from < texts.size(); from += 100) {
            Map<TextHash, float[]> batch = new LinkedHashMap<>();
            for (String text : texts.subList(from, Math.min(texts.size(), from + 100))) {
                batch.put(TextHash.of(text).orElseThrow(), vectors.get(text));
            }
            archive.inTransaction(tx -> {
                Vectors.insert(tx, MODEL.fingerprint(), batch, placement);
                return true;
            });
        }
        return archive;
    }

    private static void assertThatNothingIsHidden(Archive archive) throws InterruptedException {
        double found = 0;
        List<String> best = new ArrayList<>();
        try (QueryEngine engine =
                new QueryEngine(
                        archive.dataSource(),
                        Model.of(SettingsLoader.load(null, Map.of()).embedding()),
                        Clock.systemUTC(),
                        QueryEngine.TIMEOUT)) {
            for (String question : ASKED.values()) {
                List<Hit> hits = hits(engine, question);
                best.add(hits.getFirst().message().text());
                double least = scores(question).get(SHOWN - 1) - 0.001;
                found += hits.stream().filter(hit -> hit.score() >= least).count();
            }
        }
        assertThat(best)
                .containsExactlyElementsOf(
                        ASKED.values().stream().map(NearCopiesIT::best).toList());
        assertThat(found / SHOWN / ASKED.size()).isGreaterThanOrEqualTo(RECALL);
    }

    private static List<Hit> hits(QueryEngine engine, String question) throws InterruptedException {
        Answered answered =
                engine.ask(new SearchSemantic(question, Filters.NONE, PageRequest.first(SHOWN)));
        return ((Answer.Hits) answered.answer()).hits();
    }

    /// By comparing with every vector.
    private static String best(String question) {
        float[] asked = MODEL.embedQuery(question);
        return vectors.entrySet().stream()
                .max(Comparator.comparingDouble(text -> cosine(asked, text.getValue())))
                .orElseThrow()
                .getKey();
    }

    private static List<Double> scores(String question) {
        float[] asked = MODEL.embedQuery(question);
        return vectors.values().stream()
                .map(vector -> cosine(asked, vector))
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    /// Both have length 1.
    private static double cosine(float[] a, float[] b) {
        double dot = 0;
        for (int i = 0; i < a.length; i++) {
            dot += (double) a[i] * b[i];
        }
        return dot;
    }
}
