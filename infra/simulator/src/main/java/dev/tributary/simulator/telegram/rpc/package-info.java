/// Telegram's functions on top of a town: [Router] is the desk that the protocol asks, one class a
/// family of functions answers, [Pusher] tells clients of changes. Answers are made while holding
/// the town's lock, so that one answer is of one moment.
///
/// The functions: <https://core.telegram.org/methods>.
@NullMarked
package dev.tributary.simulator.telegram.rpc;

import org.jspecify.annotations.NullMarked;
