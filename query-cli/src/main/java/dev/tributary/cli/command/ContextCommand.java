package dev.tributary.cli.command;

import dev.tributary.contract.identity.MessageRef;
import dev.tributary.contract.question.Moment;
import dev.tributary.contract.question.Question;
import dev.tributary.contract.question.Question.Around;
import dev.tributary.contract.question.Question.Recent;
import dev.tributary.contract.question.Question.ThreadOf;
import java.time.Instant;
import java.time.ZoneId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `context recent | around REF | thread REF`.
@Command(
        name = "context",
        description = "Read a conversation: lately, around a message, or its thread.",
        synopsisSubcommandLabel = "(recent | around | thread)",
        footer = {
            "",
            "Examples:",
            "  query-cli context recent --timeframe 2h --chat Team",
            "  query-cli context around"
                    + " 'vkteams:1000003205/681869378@chat.agent/57883346846815032'",
            "  query-cli context thread REF --output ndjson"
        })
final class ContextCommand {

    private static final String REF = "A message's reference, as every hit shows it";

    @Command(name = "recent", description = "What was said lately; the newest page first.")
    static final class RecentMessages extends AskingCommand {

        @Option(
                names = "--timeframe",
                paramLabel = "LENGTH",
                defaultValue = "24h",
                description = "How far back: 90m, 2h, 7d, 4w (default: 24h)")
        private String timeframe = "24h";

        @Mixin private MessageOptions filters = new MessageOptions();
        @Mixin private PageOptions page = new PageOptions();

        RecentMessages(Workplace workplace) {
            super(workplace);
        }

        @Override
        Question question(Instant now, ZoneId zone) {
            return new Recent(Moment.timeframe(timeframe), filters.filters(now, zone), page.page());
        }
    }

    @Command(name = "around", description = "The messages before and after one.")
    static final class AroundMessage extends AskingCommand {

        @Parameters(paramLabel = "REF", description = REF)
        private String ref = "";

        @Option(
                names = "--before",
                paramLabel = "N",
                defaultValue = "10",
                description = "So many before it (default: 10)")
        private int before = 10;

        @Option(
                names = "--after",
                paramLabel = "N",
                defaultValue = "10",
                description = "So many after it (default: 10)")
        private int after = 10;

        @Option(names = "--include-deleted", description = "Show deleted messages too")
        private boolean includeDeleted;

        AroundMessage(Workplace workplace) {
            super(workplace);
        }

        @Override
        Question question(Instant now, ZoneId zone) {
            return new Around(MessageRef.parse(ref), before, after, includeDeleted);
        }
    }

    @Command(
            name = "thread",
            description = "What a message answers, up to the beginning, and all answers below.")
    static final class ThreadOfMessage extends AskingCommand {

        @Parameters(paramLabel = "REF", description = REF)
        private String ref = "";

        @Option(names = "--include-deleted", description = "Show deleted messages too")
        private boolean includeDeleted;

        @Mixin private PageOptions page = new PageOptions();

        ThreadOfMessage(Workplace workplace) {
            super(workplace);
        }

        @Override
        Question question(Instant now, ZoneId zone) {
            return new ThreadOf(MessageRef.parse(ref), includeDeleted, page.page());
        }
    }
}
