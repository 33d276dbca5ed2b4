/// What a reader may ask. A [Question] says everything that the engine needs, and nothing of
/// terminals, protocols or processes, so that a command line, a daemon and an agent's tool ask the
/// same. Times given by people become instants here, at the edge: [Moment].
@NullMarked
package dev.tributary.contract.question;

import org.jspecify.annotations.NullMarked;
