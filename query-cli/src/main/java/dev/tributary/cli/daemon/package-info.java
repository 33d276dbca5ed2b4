/// The resident query daemon. [QueryDaemon] is the process; its handler turns each command of a
/// thin client into a [dev.tributary.cli.QueryCli] call, whose output goes to the caller, and the
/// [WarmEngine] behind it keeps connections and model. Each command has a thread of its own, which
/// is interrupted when its caller leaves. [WithoutDaemon] is the same handler on the thread of a
/// process that lives for one command.
@NullMarked
package dev.tributary.cli.daemon;

import org.jspecify.annotations.NullMarked;
