/// What could not be used, read from its topic: [DeadLetterTopic] finds the letters, each a
/// [DeadLetter]. Nothing is consumed or committed.
@NullMarked
package dev.tributary.cli.deadletter;

import org.jspecify.annotations.NullMarked;
