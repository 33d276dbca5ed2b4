package dev.tributary.cli.command;

import dev.tributary.contract.question.Question;
import dev.tributary.contract.question.Question.Chats;
import java.time.Instant;
import java.time.ZoneId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `chats`.
@Command(name = "chats", description = "List the chats; those that lately spoke come first.")
final class ChatsCommand extends AskingCommand {

    @Mixin private MessageOptions filters = new MessageOptions();
    @Mixin private PageOptions page = new PageOptions();

    ChatsCommand(Workplace workplace) {
        super(workplace);
    }

    @Override
    Question question(Instant now, ZoneId zone) {
        return new Chats(filters.filters(now, zone), page.page());
    }
}
