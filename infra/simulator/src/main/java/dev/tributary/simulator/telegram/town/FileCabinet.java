package dev.tributary.simulator.telegram.town;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The content of files, and the references without which Telegram does not give it. Its methods
/// may be called from any thread.
public final class FileCabinet {

    private final Map<Long, byte[]> contents = new HashMap<>();
    private long lastId = 7_000_000;
    private int references = 1;

    /// @return the file's id
    public synchronized long put(byte[] content) {
        contents.put(++lastId, content.clone());
        return lastId;
    }

    public synchronized int size(long fileId) {
        return content(fileId).length;
    }

    public synchronized byte[] content(long fileId) {
        return Optional.ofNullable(contents.get(fileId))
                .orElseThrow(
                        () -> new IllegalArgumentException("no file \"" + fileId + "\" is stored"))
                .clone();
    }

    /// @return empty if there is no such file; fewer bytes at its end
    public synchronized Optional<byte[]> part(long fileId, long offset, int limit) {
        return Optional.ofNullable(contents.get(fileId))
                .map(content -> {
                    int from = (int) Math.min(offset, content.length);
                    int to = (int) Math.min((long) from + limit, content.length);
                    return Arrays.copyOfRange(content, from, to);
                });
    }

    /// What a message now carries to ask for its file.
    public synchronized byte[] reference() {
        return new byte[] {(byte) (references >> 8), (byte) references};
    }

    public synchronized boolean isFresh(byte[] reference) {
        return Arrays.equals(reference, reference());
    }

    /// Every reference given so far is of no use any more: the client has to read the message
    /// again.
    public synchronized void expireReferences() {
        references++;
    }
}
