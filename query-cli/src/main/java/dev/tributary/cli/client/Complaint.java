package dev.tributary.cli.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Why there is no answer, in the form in which the commands themselves say it: people read a
/// sentence on stderr, scripts find `{"error": …}` where they look for the answer.
///
/// @param forScripts whether `--output` asks for JSON
record Complaint(Screen screen, boolean forScripts) {

    /// @param code stable, for scripts
    /// @param hint what to do next
    /// @return the exit code
    int say(String code, String message, String hint, int exitCode) {
        try {
            if (forScripts) {
                screen.out(ByteBuffer.wrap(json(code, message, hint).getBytes(UTF_8)));
            } else {
                screen.err(
                        ByteBuffer.wrap(
                                harmless("query-cli: " + message + "\n  " + hint + "\n")
                                        .getBytes(UTF_8)));
            }
        } catch (IOException e) {
            // Neither stream takes a word; the exit code still says it.
            return exitCode;
        }
        return exitCode;
    }

    /// Laid out as the commands' own errors are.
    private static String json(String code, String message, String hint) {
        return "{\n  \"error\" : {\n    \"code\" : "
                + quoted(code)
                + ",\n    \"message\" : "
                + quoted(message)
                + ",\n    \"hint\" : "
                + quoted(hint)
                + "\n  }\n}\n";
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c == '\n') {
                json.append("\\n");
            } else if (c < 0x20) {
                String hex = Integer.toHexString(c);
                json.append("\\u").append("0".repeat(4 - hex.length())).append(hex);
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }

    /// A message may quote a log, and a log anything: control characters are not obeyed.
    private static String harmless(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            clean.append(c != '\n' && Character.isISOControl(c) ? '?' : c);
        }
        return clean.toString();
    }
}
