package dev.tributary.ingestor.imports.jsonl;

import dev.tributary.contract.jsonl.JsonlMessage;
import dev.tributary.contract.wire.MalformedValue;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Why a line cannot be imported. The rules are the normaliser's own, applied while the person is
/// there who can mend the file; here they get a place.
///
/// @param column of the character where it shows, counted from 1
/// @param reason without the line's words: it goes into headers and logs
record LineFault(int column, String reason) {

    private static final JsonFactory JSON = new JsonFactory();

    /// Empty if the line is good.
    static Optional<LineFault> of(byte[] line) {
        try {
            JsonlMessage.parse(line);
            return Optional.empty();
        } catch (MalformedValue e) {
            String reason = String.valueOf(e.getMessage());
            return Optional.of(new LineFault(column(line, place(line, reason)), reason));
        }
    }

    String at(long line) {
        return "line " + line + ", column " + column + ": " + reason;
    }

    /// The offset of the value of the field that the reason begins with, or of the byte where the
    /// JSON breaks.
    private static long place(byte[] line, String reason) {
        String field = reason.substring(0, (reason + " ").indexOf(' '));
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), line)) {
            for (JsonToken t = parser.nextToken(); t != null; t = parser.nextToken()) {
                if (t == JsonToken.PROPERTY_NAME && parser.currentName().equals(field)) {
                    parser.nextToken();
                    return parser.currentTokenLocation().getByteOffset();
                }
            }
            return 0;
        } catch (JacksonException broken) {
            return broken.getLocation() == null ? 0 : broken.getLocation().getByteOffset();
        }
    }

    private static int column(byte[] line, long offset) {
        int column = 1;
        for (int i = 0; i < Math.min(offset, line.length); i++) {
            if ((line[i] & 0xc0) != 0x80) {
                column++;
            }
        }
        return column;
    }
}
