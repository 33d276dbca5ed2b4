package dev.tributary.cli.command;

import dev.tributary.cli.Asking;
import dev.tributary.cli.Invocation;
import java.time.Clock;

/// What every command works with.
record Workplace(Invocation invocation, Asking asking, Clock clock) {}
