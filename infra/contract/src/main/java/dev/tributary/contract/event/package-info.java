/// What a normaliser says about a raw record, in words that no service owns. [ChatEvent] is the
/// value of the event topics; [EventJson] is its form there. The archive is a function of the set
/// of these events, not of their order.
@NullMarked
package dev.tributary.contract.event;

import org.jspecify.annotations.NullMarked;
