package dev.tributary.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.cli.client.CommandLineCall;
import dev.tributary.contract.question.Filters;
import dev.tributary.contract.question.PageRequest;
import dev.tributary.contract.question.Question;
import dev.tributary.contract.question.Question.SearchHybrid;
import dev.tributary.contract.question.Question.SearchSemantic;
import dev.tributary.contract.question.Question.SearchText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `search text|semantic|hybrid QUERY`.
@Command(
        name = "search",
        description = "Find messages by words, by meaning, or by both.",
        synopsisSubcommandLabel = "(text | semantic | hybrid)",
        footer = {
            "",
            "Examples:",
            "  query-cli search text 'release notes' --chat Team --since 7d",
            "  query-cli search text '\"exact phrase\" or word -not'",
            "  query-cli search semantic 'who can approve a holiday?'",
            "  query-cli search semantic - <letter.txt",
            "  query-cli search hybrid budget --output json | jq '.data.hits[].ref'"
        })
final class SearchCommand {

    /// What the three have in common.
    abstract static class Search extends AskingCommand {

        private static final String STDIN = "-";

        @Parameters(
                paramLabel = "QUERY",
                arity = "1..*",
                description =
                        "What to look for; several words need no quotation marks; the word - is"
                                + " what comes on stdin")
        private List<String> words = List.of();

        @Mixin private MessageOptions filters = new MessageOptions();
        @Mixin private PageOptions page = new PageOptions();

        private final InputStream in;

        Search(Workplace workplace) {
            super(workplace);
            this.in = workplace.invocation().in();
        }

        abstract Question question(String query, Filters filters, PageRequest page);

        @Override
        Question question(Instant now, ZoneId zone) {
            String query = words.stream().map(this::word).collect(Collectors.joining(" "));
            return question(query, filters.filters(now, zone), page.page());
        }

        private String word(String word) {
            return word.equals(STDIN) ? read() : word;
        }

        private String read() {
            try {
                byte[] text = in.readNBytes(CommandLineCall.MOST_STDIN + 1);
                if (text.length > CommandLineCall.MOST_STDIN) {
                    throw new IllegalArgumentException("what came on stdin is longer than 1 MiB");
                }
                return new String(text, UTF_8).strip();
            } catch (IOException e) {
                throw new UncheckedIOException("stdin cannot be read: " + e.getMessage(), e);
            }
        }
    }

    @Command(
            name = "text",
            description =
                    "By words, in any grammatical form. The query knows \"phrases\", or, and -not;"
                            + " a query that starts with a dash goes after --.")
    static final class Text extends Search {
        Text(Workplace workplace) {
            super(workplace);
        }

        @Override
        Question question(String query, Filters filters, PageRequest page) {
            return new SearchText(query, filters, page);
        }
    }

    @Command(
            name = "semantic",
            description =
                    "By meaning, with the model that runs here. The built-in model knows English"
                            + " best.")
    static final class Semantic extends Search {
        Semantic(Workplace workplace) {
            super(workplace);
        }

        @Override
        Question question(String query, Filters filters, PageRequest page) {
            return new SearchSemantic(query, filters, page);
        }
    }

    @Command(name = "hybrid", description = "By words and by meaning, the two rankings fused.")
    static final class Hybrid extends Search {
        Hybrid(Workplace workplace) {
            super(workplace);
        }

        @Override
        Question question(String query, Filters filters, PageRequest page) {
            return new SearchHybrid(query, filters, page);
        }
    }
}
