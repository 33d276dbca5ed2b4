package dev.tributary.processor.normalise.reading;

import dev.tributary.contract.event.ChatEvent;
import java.util.List;

/// The meaning of one content type. A pure function, called from many threads at once.
@FunctionalInterface
public interface RawReading {

    /// @return empty where the record says nothing that the archive keeps
    /// @throws UnknownKind if the record, or what it tells of, is of a kind that the reading does
    ///   not know
    /// @throws dev.tributary.contract.wire.MalformedValue if the value is not what its content type
    ///   promises
    List<ChatEvent> read(Envelope envelope);
}
