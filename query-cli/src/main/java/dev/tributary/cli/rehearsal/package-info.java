/// The runs that the build records for the AOT caches of `query-cli --no-daemon` and of the daemon.
/// Entries: [Rehearsal], [DaemonRehearsal]. No other code calls them.
@NullMarked
package dev.tributary.cli.rehearsal;

import org.jspecify.annotations.NullMarked;
