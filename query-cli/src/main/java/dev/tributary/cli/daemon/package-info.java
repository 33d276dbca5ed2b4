/// The resident query daemon. [QueryDaemon] is the process; its handler turns each command of a
/// thin client into the very same [dev.tributary.cli.QueryCli] call as without a daemon, whose
/// output goes to the caller, and the [WarmEngine] behind it keeps connections and model. Each
/// command has a thread of its own, which is interrupted when its caller leaves.
@NullMarked
package dev.tributary.cli.daemon;

import org.jspecify.annotations.NullMarked;
