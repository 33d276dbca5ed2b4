package dev.tributary.cli.render;

import dev.tributary.contract.change.FeedEntry;

/// Writes changes as they come, a line each. Called from the command's thread.
public interface ChangeWriter {

    void write(FeedEntry entry);
}
