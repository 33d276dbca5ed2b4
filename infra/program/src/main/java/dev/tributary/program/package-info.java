/// What every program's `main` does the same way: setting up its logs ([ProgramLogging]) and
/// turning what went wrong into one sentence and an exit code ([Failure]).
@NullMarked
package dev.tributary.program;

import org.jspecify.annotations.NullMarked;
