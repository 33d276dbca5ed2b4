package dev.tributary.cli.command;

import dev.tributary.cli.Asking;
import dev.tributary.cli.Invocation;
import dev.tributary.cli.Resident;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/// What every command works with.
///
/// @param resident null outside of the daemon
record Workplace(Invocation invocation, Asking asking, Clock clock, @Nullable Resident resident) {}
