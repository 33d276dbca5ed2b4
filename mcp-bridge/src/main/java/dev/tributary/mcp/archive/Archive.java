package dev.tributary.mcp.archive;

import dev.tributary.contract.question.Ask;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/// Answers questions, each on the thread that asks. Called at the same time by several threads.
public interface Archive extends AutoCloseable {

    /// Interrupting the caller stops the question wherever it runs.
    ///
    /// @param progress told in a few words what a long answer waits for
    /// @return the envelope of [dev.tributary.contract.answer.AnswerJson], `{"data", "meta"}`
    /// @throws Refused if there is no answer; its message is fit for the one who asked
    ObjectNode ask(Ask ask, Consumer<String> progress) throws InterruptedException;

    @Override
    void close();
}
