package dev.tributary.embedding;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.tributary.contract.config.Settings;
import dev.tributary.contract.vector.ModelFingerprint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/// A model behind an endpoint. The endpoint has its own window; a text is cut at so many characters
/// as the configured number of word pieces hardly ever exceeds, so that no message is refused for
/// its length.
final class EndpointTextEmbedder implements TextEmbedder {

    private static final int CHARACTERS_A_TOKEN = 4;

    /// What endpoints accept in one request.
    private static final int MOST_TEXTS = 64;

    private final EmbeddingModel model;
    private final String name;
    private final Settings.Embedding settings;
    private final int dimension;
    private final LongAdder cut = new LongAdder();

    /// Asks the endpoint once: for the dimension, and to fail now if it must.
    ///
    /// @throws EmbeddingFailed if it does not answer
    EndpointTextEmbedder(EmbeddingModel model, String name, Settings.Embedding settings) {
        this.model = model;
        this.name = name;
        this.settings = settings;
        this.dimension = probe();
    }

    /// Any text would be refused as this one is: then it is not the text.
    private int probe() {
        try {
            return ask(List.of("dimension")).getFirst().length;
        } catch (TextRefused e) {
            throw new EmbeddingFailed(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public ModelFingerprint fingerprint() {
        return Fingerprints.of(settings.provider() + " " + name, settings, dimension);
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public String modelName() {
        return name;
    }

    @Override
    public float[] embedQuery(String question) {
        return vectors(List.of(settings.queryPrefix() + cut(question))).getFirst();
    }

    @Override
    public List<float[]> embedPassages(List<String> texts) {
        List<float[]> vectors = new ArrayList<>(texts.size());
        for (int from = 0; from < texts.size(); from += MOST_TEXTS) {
            List<String> some = texts.subList(from, Math.min(texts.size(), from + MOST_TEXTS));
            vectors.addAll(
                    vectors(
                            some.stream()
                                    .map(text -> settings.passagePrefix() + cut(text))
                                    .toList()));
        }
        return vectors;
    }

    private String cut(String text) {
        int most = settings.maxTokens() * CHARACTERS_A_TOKEN;
        if (text.length() <= most) {
            return text;
        }
        cut.increment();
        return text.substring(
                0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }

    /// One for each text, each fit for a table of this dimension: a server may be given another
    /// model under the same name, and some answer a text that they cannot embed with NaN.
    private List<float[]> vectors(List<String> texts) {
        List<float[]> vectors = ask(texts);
        for (float[] vector : vectors) {
            if (vector.length != dimension) {
                throw new TextRefused(
                        subject()
                                + " answered with "
                                + vector.length
                                + " numbers in place of "
                                + dimension
                                + "; restart if another model was put in its place");
            }
            for (float component : vector) {
                if (!Float.isFinite(component)) {
                    throw new TextRefused(subject() + " answered with what is no number");
                }
            }
        }
        return vectors;
    }

    private List<float[]> ask(List<String> texts) {
        try {
            List<Embedding> answers =
                    model.embedAll(texts.stream().map(TextSegment::from).toList()).content();
            if (answers.size() != texts.size()) {
                throw new EmbeddingFailed(
                        subject()
                                + " answered "
                                + texts.size()
                                + " texts with "
                                + answers.size()
                                + " vectors");
            }
            return answers.stream().map(Embedding::vector).map(SentencePooling::normalise).toList();
        } catch (InvalidRequestException e) {
            throw new TextRefused(explanation("refused a text", e), e);
        } catch (LangChain4jException e) {
            throw new EmbeddingFailed(explanation("did not answer", e), e);
        } catch (RuntimeException e) {
            // The library's name for a connection that was refused or broke.
            if (e.getCause() instanceof IOException) {
                throw new EmbeddingFailed(explanation("did not answer", e), e);
            }
            throw e;
        }
    }

    private String subject() {
        return "the model \"" + name + "\" at \"" + settings.baseUrl() + "\"";
    }

    private String explanation(String what, RuntimeException e) {
        return subject()
                + " "
                + what
                + " ("
                + e.getMessage()
                + "); check embedding.base_url, embedding.model and embedding.api_key";
    }

    @Override
    public long textsCut() {
        return cut.sum();
    }

    @Override
    public void close() {
        // Nothing is held open between requests.
    }
}
