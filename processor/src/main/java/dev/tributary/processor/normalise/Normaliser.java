package dev.tributary.processor.normalise;

import dev.tributary.contract.event.ChatEvent;
import dev.tributary.contract.raw.RawEvent;
import dev.tributary.contract.raw.RawPosition;
import java.util.List;

/// Says in the house's words what a service's record means. A pure function of its arguments: the
/// stream, a rebuild and a test get the same events from the same record. It is called from many
/// threads at once.
@FunctionalInterface
public interface Normaliser {

    /// @param position where the record stands; it becomes part of the events' source
    /// @return the events in the order in which the record tells them, all of one chat; empty where
    ///   the record says nothing about messages, or is of a kind that we do not know (it stays in
    ///   the raw log for a later normaliser)
    /// @throws dev.tributary.processor.normalise.reading.UnknownKind if the record is of a kind
    ///   that a reading does not know and wants counted apart from what it passes over on purpose
    /// @throws MalformedEvent if the record is not what its content type promises; the caller
    ///   dead-letters it and goes on
    List<ChatEvent> normalise(RawEvent event, RawPosition position);
}
