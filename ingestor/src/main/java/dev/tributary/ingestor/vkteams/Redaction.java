package dev.tributary.ingestor.vkteams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.contract.config.Secret;
import java.net.URLEncoder;
import java.util.regex.Pattern;

/// Takes a token out of words that came from elsewhere: an exception of the HTTP client, a server's
/// description. Every such word passes here on its way into a message of ours.
final class Redaction {

    private static final int LONGEST = 200;

    private final Pattern token;

    Redaction(Secret token) {
        String plain = token.value();
        String encoded = URLEncoder.encode(plain, UTF_8);
        // An empty token would be found between any two characters.
        this.token =
                plain.isBlank()
                        ? Pattern.compile("(?!)")
                        : Pattern.compile(
                                Pattern.quote(plain) + "|" + Pattern.quote(encoded),
                                Pattern.CASE_INSENSITIVE);
    }

    /// One line, without the token, cut where it is long: it may be a page that a proxy made.
    String clean(String words) {
        String line = token.matcher(words).replaceAll("***").replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }
}
