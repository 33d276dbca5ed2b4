package dev.tributary.mcp.safety;

import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/// Lines around untrusted text that the text cannot contain: whoever wrote it could not know the
/// marker of this answer.
///
/// @param marker hexadecimal digits
public record Fence(String marker) {

    private static final int BYTES = 6;

    /// @param contents all that will stand inside
    public static Fence around(List<String> contents, RandomGenerator random) {
        while (true) {
            byte[] bytes = new byte[BYTES];
            random.nextBytes(bytes);
            String marker = HexFormat.of().formatHex(bytes);
            if (contents.stream().noneMatch(content -> content.contains(marker))) {
                return new Fence(marker);
            }
        }
    }

    public String open() {
        return "<<<" + marker;
    }

    public String close() {
        return marker + ">>>";
    }

    public String enclose(String text) {
        return open() + "\n" + text + "\n" + close();
    }

    /// How much longer a text is inside.
    public static int length() {
        return 2 * (2 * BYTES + 3) + 2;
    }
}
