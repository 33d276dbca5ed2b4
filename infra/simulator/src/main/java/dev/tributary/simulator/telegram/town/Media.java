package dev.tributary.simulator.telegram.town;

/// A file with a message. Its content is asked for by [Media#fileId] at the [FileCabinet].
public sealed interface Media {

    long fileId();

    record Document(long fileId, String name, String mimeType) implements Media {}

    record Photo(long fileId, int width, int height) implements Media {}
}
