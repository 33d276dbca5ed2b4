package dev.tributary.cli.render;

import dev.tributary.contract.answer.Answered;

/// Writes one answer. Called once a command, from its thread.
public interface Renderer {

    void render(Answered answered);

    /// An answer that no engine gave: what a script gets, and what a person sees.
    void render(Report report);
}
