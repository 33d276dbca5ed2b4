package dev.tributary.simulator.telegram.town;

import java.util.List;

/// A change of a [MessageBox], which Telegram counts.
///
/// @param pts the box's count after the change
/// @param count how many the change adds to it
public record BoxEvent(Kind kind, int pts, int count, Peer peer, List<Integer> ids) {

    public enum Kind {
        CREATED,
        EDITED,
        DELETED,
        PINNED,
        UNPINNED
    }

    public BoxEvent {
        ids = List.copyOf(ids);
    }
}
