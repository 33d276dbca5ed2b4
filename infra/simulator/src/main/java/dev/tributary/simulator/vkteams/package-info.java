/// A VK Teams Bot API server: `self/get`, `events/get`, `chats/getInfo`, `chats/getMembers` and
/// `files/getInfo`; everything else is refused and kept as a [Violation].
///
/// [VkTeamsSimulator] is the entry. A [Script] (read from a file, or built with [VkTeamsEvents])
/// goes in; answers over HTTP, departure times and violations come out. [Conduct] says how fast it
/// serves and which [Fault]s it commits. Each request has a virtual thread of its own; an
/// [EventStream] is where they meet.
///
/// The protocol: <https://teams.vk.com/botapi/>.
@NullMarked
package dev.tributary.simulator.vkteams;

import org.jspecify.annotations.NullMarked;
