package dev.tributary.cli.command;

import dev.tributary.contract.identity.MessageRef;
import dev.tributary.contract.question.Question;
import dev.tributary.contract.question.Question.History;
import java.time.Instant;
import java.time.ZoneId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `history REF`.
@Command(name = "history", description = "Every version of a message, and its deletion.")
final class HistoryCommand extends AskingCommand {

    @Parameters(paramLabel = "REF", description = "A message's reference, as every hit shows it")
    private String ref = "";

    HistoryCommand(Workplace workplace) {
        super(workplace);
    }

    @Override
    Question question(Instant now, ZoneId zone) {
        return new History(MessageRef.parse(ref));
    }
}
