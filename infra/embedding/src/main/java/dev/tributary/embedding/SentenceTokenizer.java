package dev.tributary.embedding;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// Text to word pieces, special tokens included, cut at the window and never padded: the files of
/// sentence models ask for padding to 128, which would make every short text cost that much.
final class SentenceTokenizer implements AutoCloseable {

    /// No word piece of a window's worth of text needs more: what is beyond is dropped before the
    /// tokenizer reads it, so that a message of megabytes costs no more than one of pages.
    private static final int MOST_CHARACTERS_A_TOKEN = 100;

    private final HuggingFaceTokenizer tokenizer;
    private final int window;
    private final LongAdder cut = new LongAdder();

    SentenceTokenizer(Path tokenizerJson, int window) {
        this.window = window;
        // The library looks for newer native code on the network, and tells its makers that it
        // runs, unless it is told that there is none.
        System.setProperty("ai.djl.offline", "true");
        try {
            this.tokenizer =
                    HuggingFaceTokenizer.newInstance(
                            tokenizerJson,
                            Map.of(
                                    "padding",
                                    "false",
                                    "truncation",
                                    "true",
                                    "maxLength",
                                    Integer.toString(window),
                                    "modelMaxLength",
                                    Integer.toString(window)));
        } catch (IOException | RuntimeException e) {
            throw new ModelUnusable(
                    "\""
                            + tokenizerJson
                            + "\" is no tokenizer ("
                            + e.getMessage()
                            + "); take tokenizer.json from the model's own repository",
                    e);
        }
    }

    Encoding encode(String text) {
        int most = window * MOST_CHARACTERS_A_TOKEN;
        boolean tooLong = text.length() > most;
        Encoding encoding = tokens(wellFormed(tooLong ? text.substring(0, most) : text));
        if (tooLong || encoding.exceedMaxLength()) {
            cut.increment();
        }
        return encoding;
    }

    private Encoding tokens(String text) {
        try {
            return tokenizer.encode(text);
        } catch (RuntimeException e) {
            throw new TextRefused("the tokenizer failed on a text: " + e.getMessage(), e);
        }
    }

    /// Half a surrogate pair, which JSON can carry and a cut can leave, is no text to native code.
    private static String wellFormed(String text) {
        boolean suspect = text.chars().anyMatch(c -> Character.isSurrogate((char) c));
        return suspect ? new String(text.getBytes(UTF_8), UTF_8) : text;
    }

    long textsCut() {
        return cut.sum();
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
