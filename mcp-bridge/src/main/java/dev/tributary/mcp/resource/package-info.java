/// The archive as resources: [ArchiveUri] names one, [Subscriptions] remembers who watches which,
/// [ChangeFeed] tells it what was committed just now. The feed is a plain consumer on a thread of
/// its own, begun by the first subscription.
@NullMarked
package dev.tributary.mcp.resource;

import org.jspecify.annotations.NullMarked;
