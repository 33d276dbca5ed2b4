/// The roof: the only module that knows every program. [Tributary] is the command line, [Stack] the
/// embedded stack that `up` and `demo` run: broker, Postgres, processor and ingestor in flow order,
/// in one JVM and one child process.
@NullMarked
package dev.tributary.standalone;

import org.jspecify.annotations.NullMarked;
