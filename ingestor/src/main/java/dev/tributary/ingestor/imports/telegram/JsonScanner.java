package dev.tributary.ingestor.imports.telegram;

import dev.tributary.ingestor.imports.file.ByteWindow;
import dev.tributary.ingestor.imports.file.Capture;
import java.io.IOException;
import java.util.BitSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Walks JSON text (RFC 8259) by its brackets and quotes, so that a value can be cut out byte for
/// byte, and so that a value which is broken inside its brackets does not cost what follows it. A
/// parser can do neither, and Telegram Desktop itself writes what no parser takes: a control
/// character as `\x0B`.
final class JsonScanner {

    /// A file of nothing but brackets must not eat the memory, a bit each.
    private static final int DEEPEST = 10_000_000;

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
                    .build();
    private static final boolean[] SIGNIFICANT = allBut(" \t\r\n");
    private static final boolean[] STRING_STOPS = only("\"\\\n");
    private static final boolean[] CONTAINER_STOPS = only("\"{}[]");
    private static final boolean[] SCALAR_STOPS = only(" \t\r\n,:{}[]\"");

    private final ByteWindow bytes;

    JsonScanner(ByteWindow bytes) {
        this.bytes = bytes;
    }

    /// Reads one member's value and nothing more.
    @FunctionalInterface
    interface MemberReader {
        void read(String key) throws IOException;
    }

    /// Reads one element and nothing more.
    @FunctionalInterface
    interface ElementReader {
        void read() throws IOException;
    }

    /// The first byte of the next token, which stays next; -1 at the end.
    int peek() throws IOException {
        return bytes.passTo(SIGNIFICANT);
    }

    void object(MemberReader member) throws IOException {
        take('{', "an object");
        if (takeIf('}')) {
            return;
        }
        do {
            String key = string();
            take(':', "a colon");
            member.read(key);
        } while (takeIf(','));
        take('}', "the end of an object");
    }

    void array(ElementReader element) throws IOException {
        take('[', "an array");
        if (takeIf(']')) {
            return;
        }
        do {
            element.read();
        } while (takeIf(','));
        take(']', "the end of an array");
    }

    /// The next value, exactly as it stands.
    Capture cut() throws IOException {
        peek();
        bytes.mark();
        skip();
        return bytes.cut();
    }

    /// The next value, which must be small, as a tree.
    JsonNode tree() throws IOException {
        Capture value = cut();
        if (!value.isWhole()) {
            throw broken("a value of " + value.length() + " bytes", value.position());
        }
        try {
            return MAPPER.readTree(value.bytes());
        } catch (JacksonException e) {
            throw broken("a value that is not JSON", value.position());
        }
    }

    void skip() throws IOException {
        switch (peek()) {
            case '{', '[' -> skipContainer();
            case '"' -> skipString();
            default -> skipScalar();
        }
    }

    /// After the last value: nothing but white space may follow.
    void end() throws IOException {
        if (peek() != -1) {
            throw broken("text after the end of the JSON value", bytes.position());
        }
    }

    private String string() throws IOException {
        if (peek() != '"') {
            throw expected("a name in quotes");
        }
        return tree().asString();
    }

    private void skipContainer() throws IOException {
        BitSet objects = new BitSet();
        int depth = 0;
        do {
            int stop = bytes.passTo(CONTAINER_STOPS);
            switch (stop) {
                case '"' -> skipString();
                case '{', '[' -> {
                    objects.set(depth++, stop == '{');
                    bytes.pass();
                }
                case '}', ']' -> {
                    if (objects.get(--depth) != (stop == '}')) {
                        throw expected(stop == '}' ? "\"]\"" : "\"}\"");
                    }
                    bytes.pass();
                }
                default -> throw expected("the end of a value");
            }
            if (depth > DEEPEST) {
                throw broken("more than " + DEEPEST + " nested brackets", bytes.position());
            }
        } while (depth > 0);
    }

    /// A line break cannot stand in a text, so one ends it: after a quotation mark too many the
    /// next line is in step again.
    private void skipString() throws IOException {
        bytes.pass();
        while (true) {
            int stop = bytes.passTo(STRING_STOPS);
            if (stop == -1) {
                throw expected("the closing quotation mark of a text");
            }
            bytes.pass();
            if (stop == '"' || stop == '\n') {
                return;
            }
            if (bytes.peek() != -1) {
                bytes.pass();
            }
        }
    }

    private void skipScalar() throws IOException {
        long start = bytes.position();
        if (bytes.passTo(SCALAR_STOPS) == -1 || bytes.position() == start) {
            throw expected("a value");
        }
    }

    private boolean takeIf(int token) throws IOException {
        if (peek() != token) {
            return false;
        }
        bytes.pass();
        return true;
    }

    private void take(int token, String meaning) throws IOException {
        if (!takeIf(token)) {
            throw expected(meaning);
        }
    }

    private BrokenJson expected(String what) throws IOException {
        int found = bytes.peek();
        return new BrokenJson(
                "where " + what + " should stand, " + name(found), bytes.position(), found == -1);
    }

    private static BrokenJson broken(String found, long position) {
        return new BrokenJson("there is " + found, position, false);
    }

    private static String name(int found) {
        if (found == -1) {
            return "the file ends";
        }
        return found > ' ' && found < 0x7f
                ? "there is \"" + (char) found + "\""
                : "there is the byte 0x%02X".formatted(found);
    }

    private static boolean[] only(String stops) {
        boolean[] table = new boolean[256];
        stops.chars().forEach(c -> table[c] = true);
        return table;
    }

    private static boolean[] allBut(String passed) {
        boolean[] table = new boolean[256];
        for (int i = 0; i < table.length; i++) {
            table[i] = passed.indexOf(i) < 0;
        }
        return table;
    }
}
