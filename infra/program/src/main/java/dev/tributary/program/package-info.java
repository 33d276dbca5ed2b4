/// What every program's `main` does the same way: setting up its logs ([ProgramLogging]) and
/// turning what went wrong into one sentence and an exit code ([Failure], [Program]), the options
/// that all share ([Installation]), the orderly end ([Termination]) and the HTTP page for operators
/// ([StatusServer]).
@NullMarked
package dev.tributary.program;

import org.jspecify.annotations.NullMarked;
