package dev.tributary.cli.command;

import dev.tributary.contract.question.Question;
import dev.tributary.contract.question.Question.Stats;
import java.time.Instant;
import java.time.ZoneId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `stats`.
@Command(name = "stats", description = "Count messages, replies, vectors: in all and per chat.")
final class StatsCommand extends AskingCommand {

    @Mixin private MessageOptions filters = new MessageOptions();

    StatsCommand(Workplace workplace) {
        super(workplace);
    }

    @Override
    Question question(Instant now, ZoneId zone) {
        return new Stats(filters.filters(now, zone));
    }
}
