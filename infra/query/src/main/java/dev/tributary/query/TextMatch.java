package dev.tributary.query;

import org.jspecify.annotations.Nullable;

/// How a query's text is compared with messages. The words come first; the others stand in where
/// words cannot find anything: they stand in no message together, there are only punctuation or
/// stop words, a part of a word, a typo.
enum TextMatch {
    WORDS(null),
    ANY_WORD("no message has all of the words; these have some of them"),
    SUBSTRING("no message matches the words; these contain the query's characters"),
    SIMILAR("no message matches the words; these contain similar ones");

    private static final String QUERY =
            "websearch_to_tsquery('tributary_shared.tributary_text'::regconfig,"
                    + " tributary_shared.tributary_fold(?::text))";

    /// Frequent in a text means more relevant, long texts less.
    private static final int BY_LOG_OF_LENGTH = 1;

    /// Between two parts of a headline.
    static final String ELLIPSIS = " … ";

    /// A short text is shown whole.
    private static final String HEADLINE_OPTIONS =
            "'StartSel=\uE000, StopSel=\uE001, ' || CASE WHEN length(m.text) <= 160 THEN"
                    + " 'HighlightAll=true' ELSE 'MinWords=8, MaxWords=28, MaxFragments=2,"
                    + " FragmentDelimiter=\""
                    + ELLIPSIS
                    + "\"' END";

    private final @Nullable String explanation;

    TextMatch(@Nullable String explanation) {
        this.explanation = explanation;
    }

    /// What the reader is told; null where nothing needs to be said.
    @Nullable String explanation() {
        return explanation;
    }

    /// Whether a message of table `m` matches.
    Sql condition(String query) {
        return switch (this) {
            case WORDS -> Sql.of("m.tsv @@ " + QUERY, query);
            case ANY_WORD -> WORDS.condition(QueryWords.anyOf(query));
            case SUBSTRING ->
                    // Without letters there is no case, and folding it takes three times as long.
                    Sql.of(
                            query.codePoints().anyMatch(Character::isLetter)
                                    ? "m.text ILIKE ?"
                                    : "m.text LIKE ?",
                            "%" + Names.escaped(query) + "%");
            case SIMILAR -> Sql.of("?::text <% m.text", query);
        };
    }

    /// How well a candidate `k` (columns tsv, text) matches; a substring is there or not, so that
    /// the newest comes first.
    Sql score(String query) {
        return switch (this) {
            case WORDS ->
                    Sql.of("ts_rank_cd(k.tsv, " + QUERY + ", " + BY_LOG_OF_LENGTH + ")", query);
            case ANY_WORD -> WORDS.score(QueryWords.anyOf(query));
            case SUBSTRING -> Sql.of("1::real");
            case SIMILAR -> Sql.of("word_similarity(?::text, k.text)", query);
        };
    }

    /// The marked part of `m.text`; null where [Excerpt] makes it.
    Sql headline(String query) {
        return switch (this) {
            case WORDS ->
                    Sql.of(
                            "ts_headline('tributary_shared.tributary_text'::regconfig,"
                                    + " left(m.text, 100000), "
                                    + QUERY
                                    + ", "
                                    + HEADLINE_OPTIONS
                                    + ")",
                            query);
            case ANY_WORD -> WORDS.headline(QueryWords.anyOf(query));
            case SUBSTRING, SIMILAR -> Sql.of("NULL::text");
        };
    }

    /// Whether it can find anything: similarity is one of letters and digits, three at a time.
    boolean suits(String query) {
        return switch (this) {
            case WORDS, SUBSTRING -> true;
            case ANY_WORD -> QueryWords.plain(query).size() > 1;
            case SIMILAR -> query.codePoints().filter(Character::isLetterOrDigit).count() >= 3;
        };
    }

    /// Whether each word of the query stands in some message, so that none of them is a typo. Stop
    /// words stand everywhere.
    static Sql everyWordOccurs(String query) {
        return Sql.of(
                "SELECT coalesce(bool_and(numnode(q) = 0 OR EXISTS (SELECT 1 FROM"
                        + " messages m WHERE m.tsv @@ q)), false) FROM (SELECT"
                        + " plainto_tsquery('tributary_shared.tributary_text'::regconfig,"
                        + " tributary_shared.tributary_fold(word)) AS q FROM unnest(?::text[])"
                        + " AS word) words",
                QueryWords.plain(query));
    }

    /// Whether the query has any word that can be searched for.
    static Sql hasWords(String query) {
        return Sql.of("SELECT numnode(" + QUERY + ") > 0", query);
    }
}
