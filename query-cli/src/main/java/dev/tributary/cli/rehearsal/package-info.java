/// The runs that the build records for the AOT caches of the thin client, of `query-cli
/// --no-daemon` and of the daemon. Entries: [ClientRehearsal], [Rehearsal], [DaemonRehearsal]. No
/// other code calls them.
@NullMarked
package dev.tributary.cli.rehearsal;

import org.jspecify.annotations.NullMarked;
