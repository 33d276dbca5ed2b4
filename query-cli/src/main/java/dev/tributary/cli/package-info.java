/// The query client for people. [QueryCli] turns arguments into a question, has it asked and
/// renders the answer; everything that a command touches (streams, terminal, environment, clock,
/// who asks) comes in by an [Invocation], so that a test, the demo and a daemon run the very same
/// commands. Results go to stdout, talk to stderr.
@NullMarked
package dev.tributary.cli;

import org.jspecify.annotations.NullMarked;
