package dev.tributary.mcp.safety;

import static java.util.regex.Pattern.CASE_INSENSITIVE;
import static java.util.regex.Pattern.UNICODE_CASE;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Finds what opens doors in a text: access tokens, private keys, passwords, one-time codes.
final class Secrets {

    /// What stands in their place.
    private static final String TOKEN = "[redacted token]";

    private static final String KEY = "[redacted private key]";
    private static final String PASSWORD = "[redacted secret]";
    private static final String CODE = "[redacted code]";

    /// @param secret the group that is left out
    private record Kind(Pattern pattern, int secret, String instead) {}

    /// A part of a text that is left out.
    private record Span(int from, int to, String instead) {}

    private static final String CODE_DIGITS =
            "(?<![\\d.,:/-])(?:[A-Z]-)?(\\d{3}[- ]\\d{3}|\\d{4}[-"
                    + " ]\\d{4}|\\d{4,8})(?![\\d/:]|[.,-]\\d)";
    private static final String CODE_WORDS =
            "(?:(?:your|login|log-in|sign-in|verification|confirmation|security|access|activation|one[-"
                + " ]time|sms|2fa|auth\\w{0,20})\\s{1,5}(?:\\w{1,30}\\s{1,5})?(?:code|pin|password|passcode)"
                + "|\\botp\\b|passcode|\\bcode\\s{0,5}(?:is\\b|:)"
                + "|код\\p{L}{0,20}\\s{0,5}(?:подтвержд|доступ|для|активац|безопас|авториз|из\\s|вход|:|—|-)|(?:ваш|твой|смс|sms)[-"
                + " ]{0,3}(?:\\p{L}{1,30}\\s{1,5})?код|пин-?код|одноразов\\p{L}{0,20}\\s{1,5}(?:код|пароль))";

    /// JWT and its encrypted sister (<https://www.rfc-editor.org/rfc/rfc7519>), of any length. A
    /// match begins where a word does, or each `eyJ` of a long one would have it read again to its
    /// end.
    private static final String SIGNED =
            "(?<![A-Za-z0-9_-])(?=[A-Za-z0-9_-]*?(?-i:eyJ))[A-Za-z0-9_-]{8,}+\\."
                    + "(?:(?-i:eyJ)[A-Za-z0-9_-]{5,}+\\.[A-Za-z0-9_-]*+"
                    + "|[A-Za-z0-9_-]*+(?:\\.[A-Za-z0-9_-]{8,}+){3})";

    private static final List<Kind> KINDS =
            List.of(
                    kind(
                            "-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\\s\\S]*?"
                                    + "(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|\\z)",
                            KEY),
                    kind("\\b(?:AKIA|ASIA|AGPA|AIDA|AROA|AIPA|ANPA|ANVA)[A-Z0-9]{16}\\b", TOKEN),
                    kind("\\bgh[pousr]_[A-Za-z0-9]{20,255}", TOKEN),
                    kind("\\bgithub_pat_[A-Za-z0-9_]{20,255}", TOKEN),
                    kind("\\bglpat-[A-Za-z0-9_-]{20,}", TOKEN),
                    kind("\\bxox[abeoprs]-[A-Za-z0-9-]{10,}", TOKEN),
                    kind("\\bxapp-[A-Za-z0-9-]{10,}", TOKEN),
                    kind("hooks\\.slack\\.com/services/([A-Za-z0-9/]{20,})", 1, TOKEN),
                    kind(SIGNED, TOKEN),
                    // Telegram's and VK Teams' bots.
                    kind("\\b\\d{8,10}:[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])", TOKEN),
                    kind("\\b\\d{3}\\.\\d{10}\\.\\d{10}:\\d{6,12}\\b", TOKEN),
                    kind("\\bsk-(?:ant-|proj-|svcacct-)?[A-Za-z0-9_-]{20,}", TOKEN),
                    kind("\\b[rs]k_(?:live|test)_[A-Za-z0-9]{10,}", TOKEN),
                    kind("\\bAIza[A-Za-z0-9_-]{35}", TOKEN),
                    kind("\\bnpm_[A-Za-z0-9]{30,}", TOKEN),
                    kind("\\bBearer\\s+([A-Za-z0-9._~+/-]{16,}=*)", 1, TOKEN),
                    kind(
                            "[a-z][a-z0-9+.-]{1,20}://[^\\s/:@]{1,100}:([^\\s/@]{1,100})@",
                            1,
                            PASSWORD),
                    kind(
                            "(?:api[_ -]?key|secret(?:[_ -]?key)?|access[_ -]?key(?:[_"
                                + " -]?id)?|(?:access|auth|refresh|client|bot)[_"
                                + " -]?(?:token|secret)|token|passwd|password|pwd|пароль|токен)"
                                + "[\"'`]?\\s{0,5}(?:[:=]|=>|is)\\s{0,5}[\"'`]?([^\\s\"'`,;]{6,})",
                            1,
                            PASSWORD),
                    kind(CODE_WORDS + "[^\\n]{0,40}?" + CODE_DIGITS, 1, CODE),
                    kind(CODE_DIGITS + "[^\\n\\d]{0,20}?" + CODE_WORDS, 1, CODE));

    private Secrets() {}

    private static Kind kind(String pattern, String instead) {
        return kind(pattern, 0, instead);
    }

    private static Kind kind(String pattern, int secret, String instead) {
        return new Kind(Pattern.compile(pattern, CASE_INSENSITIVE | UNICODE_CASE), secret, instead);
    }

    /// Looked for as a reader would see the text: a zero-width character inside a token does not
    /// save it, nor does a line that was broken in the middle of it.
    static String redacted(String text) {
        Bare bare = Bare.of(text);
        List<Span> spans = new ArrayList<>();
        for (Kind kind : KINDS) {
            find(kind, bare, spans);
        }
        if (text.indexOf('\n') >= 0) {
            for (Bare.Joined which : Bare.Joined.values()) {
                findBroken(bare.joined(which), spans);
            }
        }
        return spans.isEmpty() ? text : without(text, spans);
    }

    /// What was found before ends where its line does; the next line is somebody's words.
    private static void findBroken(Bare joined, List<Span> spans) {
        Set<Integer> known = spans.stream().map(Span::from).collect(Collectors.toSet());
        List<Span> broken = new ArrayList<>();
        for (Kind kind : KINDS) {
            if (kind.instead.equals(TOKEN)) {
                find(kind, joined, broken);
            }
        }
        broken.removeIf(span -> known.contains(span.from));
        spans.addAll(broken);
    }

    private static void find(Kind kind, Bare bare, List<Span> spans) {
        Matcher found = kind.pattern.matcher(bare.text());
        while (found.find()) {
            int from = found.start(kind.secret);
            int to = found.end(kind.secret);
            if (to > from) {
                spans.add(new Span(bare.position(from), bare.position(to - 1) + 1, kind.instead));
            }
        }
    }

    private static String without(String text, List<Span> spans) {
        spans.sort(
                Comparator.comparingInt(Span::from)
                        .thenComparing(Span::to, Comparator.reverseOrder()));
        StringBuilder kept = new StringBuilder(text.length());
        int at = 0;
        for (Span span : spans) {
            if (span.from >= at) {
                kept.append(text, at, span.from).append(span.instead);
            }
            at = Math.max(at, span.to);
        }
        return kept.append(text, at, text.length()).toString();
    }
}
