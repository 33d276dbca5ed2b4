package dev.tributary.processor.normalise.telegram;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;

/// Telegram Desktop writes a control character as `\x0B`, which is no JSON (`SerializeString` in
/// tdesktop's `export_output_json.cpp`); JSON's own form is `\u000B`.
final class ExportBytes {

    private static final byte[] UNICODE_ESCAPE = "\\u00".getBytes(US_ASCII);

    private ExportBytes() {}

    /// The same array where there is nothing to mend.
    static byte[] mended(byte[] json) {
        int escape = nextHexEscape(json, 0);
        if (escape < 0) {
            return json;
        }
        ByteArrayOutputStream mended = new ByteArrayOutputStream(json.length + 16);
        int done = 0;
        while (escape >= 0) {
            mended.write(json, done, escape - done);
            mended.writeBytes(UNICODE_ESCAPE);
            done = escape + 2;
            escape = nextHexEscape(json, done);
        }
        mended.write(json, done, json.length - done);
        return mended.toByteArray();
    }

    /// Skips every escaped character, so that the `x` after an escaped backslash is a letter.
    private static int nextHexEscape(byte[] json, int from) {
        for (int i = from; i + 1 < json.length; i++) {
            if (json[i] == '\\') {
                if (json[i + 1] == 'x') {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }
}
