/// Reads `tributary.changes`, the topic of what was committed just now. [ChangesTopic] gives the
/// newest entries and then what comes, each once; [WantedChanges] picks those that were asked for.
/// Everything runs on the thread of the command.
@NullMarked
package dev.tributary.cli.change;

import org.jspecify.annotations.NullMarked;
