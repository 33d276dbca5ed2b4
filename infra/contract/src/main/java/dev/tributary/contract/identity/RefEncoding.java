package dev.tributary.contract.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/// Percent-encoding of one path segment (RFC 3986, section 3.3): unreserved characters, `:` and `@`
/// stay readable.
final class RefEncoding {

    private static final String KEPT = "-._~:@";

    private RefEncoding() {}

    static String encode(String part) {
        StringBuilder encoded = new StringBuilder(part.length());
        for (byte b : part.getBytes(UTF_8)) {
            char c = (char) (b & 0xff);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || KEPT.indexOf(c) >= 0)) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return encoded.toString();
    }

    static String decode(String part) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(part.length());
        byte[] encoded = part.getBytes(UTF_8);
        for (int i = 0; i < encoded.length; i++) {
            if (encoded[i] != '%') {
                bytes.write(encoded[i]);
            } else if (i + 2 < encoded.length
                    && HexFormat.isHexDigit(encoded[i + 1])
                    && HexFormat.isHexDigit(encoded[i + 2])) {
                bytes.write(
                        HexFormat.fromHexDigit(encoded[i + 1]) << 4
                                | HexFormat.fromHexDigit(encoded[i + 2]));
                i += 2;
            } else {
                throw new IllegalArgumentException(
                        "reference part \"" + part + "\" has a broken percent escape");
            }
        }
        return bytes.toString(UTF_8);
    }
}
