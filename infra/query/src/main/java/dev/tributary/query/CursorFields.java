package dev.tributary.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.identity.Service;
import dev.tributary.contract.question.Cursor;
import dev.tributary.contract.question.Filters;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A cursor's inside: fields in a fixed order, the first of them a mark of the question, so that a
/// cursor of another question is refused instead of answered with nonsense. Not a secret and not
/// signed: a forged one only finds another place in what its owner may read anyway.
final class CursorFields {

    private static final String SEPARATOR = "\u001f";
    private static final String ABSENT = "\u0018";

    private final List<String> fields;
    private int next;

    private CursorFields(List<String> fields) {
        this.fields = fields;
    }

    /// A mark of the question. Times are left out of it: `--since 7d` means another instant on the
    /// next page, and means the same to the one who asks.
    static String mark(String kind, String query, Filters filters) {
        return digest(
                String.join(
                        SEPARATOR,
                        kind,
                        query,
                        filters.sources().stream()
                                .map(Service::wireName)
                                .sorted()
                                .toList()
                                .toString(),
                        filters.accounts().stream()
                                .map(AccountId::toString)
                                .sorted()
                                .toList()
                                .toString(),
                        filters.chats().toString(),
                        filters.senders().toString(),
                        Boolean.toString(filters.includeDeleted())));
    }

    static Cursor write(String mark, @Nullable Object... fields) {
        List<String> written = new ArrayList<>();
        written.add(mark);
        for (Object field : fields) {
            if (field instanceof Key key) {
                add(written, key.at());
                add(written, key.number());
                add(written, key.account());
                add(written, key.chat());
                add(written, key.message());
            } else {
                add(written, field);
            }
        }
        return new Cursor(
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(String.join(SEPARATOR, written).getBytes(UTF_8)));
    }

    /// @throws QuestionRefused if the cursor is none, or one of another question
    static CursorFields read(Cursor cursor, String mark) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor.value()), UTF_8);
            CursorFields fields = new CursorFields(List.of(text.split(SEPARATOR, -1)));
            if (mark.equals(fields.text())) {
                return fields;
            }
        } catch (IllegalArgumentException e) {
            throw refused();
        }
        throw refused();
    }

    @Nullable String text() {
        if (next == fields.size()) {
            throw refused();
        }
        String field = fields.get(next++);
        return field.equals(ABSENT) ? null : field;
    }

    @Nullable Instant instant() {
        return parsed(Instant::parse);
    }

    double number() {
        Double number = parsed(Double::valueOf);
        return number == null ? 0 : number;
    }

    <E extends Enum<E>> E choice(Class<E> type) {
        try {
            return Enum.valueOf(type, word());
        } catch (IllegalArgumentException e) {
            throw refused();
        }
    }

    /// A field that is always there.
    String word() {
        String word = text();
        if (word == null) {
            throw refused();
        }
        return word;
    }

    Key key() {
        Instant at = instant();
        Long number = parsed(Long::valueOf);
        return new Key(at, number == null ? 0 : number, word(), word(), word());
    }

    private <T> @Nullable T parsed(Function<String, T> parse) {
        String field = text();
        try {
            return field == null ? null : parse.apply(field);
        } catch (DateTimeException | NumberFormatException e) {
            throw refused();
        }
    }

    private static void add(List<String> written, @Nullable Object field) {
        written.add(field == null ? ABSENT : field.toString());
    }

    private static QuestionRefused refused() {
        return new QuestionRefused(
                QuestionRefused.Reason.BAD_CURSOR,
                "the cursor does not belong to this question",
                "repeat the question with the same words and filters and the next_cursor of its"
                        + " answer, or leave the cursor out");
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(hash, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
