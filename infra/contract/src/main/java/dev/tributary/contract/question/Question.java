package dev.tributary.contract.question;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.tributary.contract.identity.MessageRef;
import java.time.Duration;

/// One question to the archive. Constructors throw [IllegalArgumentException] with a sentence for
/// the one who asked.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Question.SearchText.class, name = "search_text"),
    @JsonSubTypes.Type(value = Question.SearchSemantic.class, name = "search_semantic"),
    @JsonSubTypes.Type(value = Question.SearchHybrid.class, name = "search_hybrid"),
    @JsonSubTypes.Type(value = Question.Recent.class, name = "recent"),
    @JsonSubTypes.Type(value = Question.Around.class, name = "around"),
    @JsonSubTypes.Type(value = Question.ThreadOf.class, name = "thread"),
    @JsonSubTypes.Type(value = Question.History.class, name = "history"),
    @JsonSubTypes.Type(value = Question.Chats.class, name = "chats"),
    @JsonSubTypes.Type(value = Question.Stats.class, name = "stats"),
    @JsonSubTypes.Type(value = Question.Status.class, name = "status")
})
public sealed interface Question {

    /// The longest query, in UTF-16 units; more is no search but a mistake.
    int MAX_QUERY = 10_000;

    /// A question whose answer is a ranked list of hits.
    sealed interface Search extends Question {
        String query();

        Filters filters();

        PageRequest page();
    }

    /// By words: `websearch_to_tsquery`'s syntax (words, "phrases", `or`, `-not`).
    record SearchText(String query, Filters filters, PageRequest page) implements Search {
        public SearchText {
            query = checkedQuery(query);
        }
    }

    /// By meaning: the nearest vectors.
    record SearchSemantic(String query, Filters filters, PageRequest page) implements Search {
        public SearchSemantic {
            query = checkedQuery(query);
        }
    }

    /// Both, fused by rank.
    record SearchHybrid(String query, Filters filters, PageRequest page) implements Search {
        public SearchHybrid {
            query = checkedQuery(query);
        }
    }

    /// What was said lately, in chat order.
    ///
    /// @param timeframe back from now; the newest messages of it come on the first page
    record Recent(Duration timeframe, Filters filters, PageRequest page) implements Question {
        public Recent {
            if (timeframe.isNegative() || timeframe.isZero()) {
                throw new IllegalArgumentException(
                        "a timeframe must be longer than nothing, for example 2h or 7d");
            }
        }
    }

    /// The neighbours of a message in its chat.
    record Around(MessageRef ref, int before, int after, boolean includeDeleted)
            implements Question {

        static final int MOST_NEIGHBOURS = 500;

        public Around {
            if (before < 0 || after < 0 || before > MOST_NEIGHBOURS || after > MOST_NEIGHBOURS) {
                throw new IllegalArgumentException(
                        "the number of messages before and after must be 0 to " + MOST_NEIGHBOURS);
            }
        }
    }

    /// The conversation that a message stands in: what it answers, up to the root, and all answers
    /// below.
    record ThreadOf(MessageRef ref, boolean includeDeleted, PageRequest page) implements Question {}

    /// Every version of a message, and its deletion.
    record History(MessageRef ref) implements Question {}

    record Chats(Filters filters, PageRequest page) implements Question {}

    record Stats(Filters filters) implements Question {}

    /// How the archive itself is: accounts, freshness, vectors.
    record Status() implements Question {}

    private static String checkedQuery(String query) {
        if (query.isBlank()) {
            throw new IllegalArgumentException(
                    "the query is empty; give at least one word, for example: search text report");
        }
        if (query.length() > MAX_QUERY) {
            throw new IllegalArgumentException(
                    "the query has "
                            + query.length()
                            + " characters and may have "
                            + MAX_QUERY
                            + "; search for a part of it");
        }
        // Postgres has no NUL in text; nobody can have written one in a message either.
        return query.replace("\0", "").strip();
    }
}
