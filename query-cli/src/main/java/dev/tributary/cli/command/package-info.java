/// The words of the command line. Each command turns its options into a question and says nothing
/// else; [Commands] puts the tree together, runs it and turns what goes wrong into a sentence and
/// an exit code.
@NullMarked
package dev.tributary.cli.command;

import org.jspecify.annotations.NullMarked;
