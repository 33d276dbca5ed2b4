/// The run that the build records for the AOT cache of `query-cli --no-daemon`. Entry: [Rehearsal].
/// No other code calls it.
@NullMarked
package dev.tributary.cli.rehearsal;

import org.jspecify.annotations.NullMarked;
