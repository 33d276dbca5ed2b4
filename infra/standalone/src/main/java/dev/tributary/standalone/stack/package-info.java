/// The embedded stack: [Stack] starts broker, Postgres, processor and ingestor in flow order in
/// this process and one child process; [StackLock] keeps it to one a data directory; [Scratch] is a
/// data directory that is gone afterwards.
@NullMarked
package dev.tributary.standalone.stack;

import org.jspecify.annotations.NullMarked;
