package dev.tributary.cli.daemon;

import dev.tributary.cli.client.CommandLineCall;
import dev.tributary.contract.question.AskJson;
import dev.tributary.rpc.daemon.Handler;
import dev.tributary.rpc.daemon.Reply;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Tells the kinds of commands apart by their first byte.
///
/// @param commandLines of people, from the thin client
/// @param questions of other programs
record QueryHandler(CommandLines commandLines, TypedQuestions questions) implements Handler {

    /// @throws IllegalArgumentException with a sentence if this build does not know such commands
    @Override
    public int handle(ByteBuffer command, Reply reply) throws IOException {
        if (!command.hasRemaining()) {
            throw new IllegalArgumentException("the query daemon got an empty command");
        }
        byte kind = command.get(command.position());
        return switch (kind) {
            case CommandLineCall.KIND -> commandLines.run(CommandLineCall.decode(command), reply);
            case AskJson.COMMAND -> questions.answer(command, reply);
            default ->
                    throw new IllegalArgumentException(
                            "the query daemon knows no commands of the kind "
                                    + (kind & 0xff)
                                    + "; run query-cli daemon restart if the caller is of a newer"
                                    + " build");
        };
    }
}
