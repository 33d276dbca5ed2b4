/// The engine: a [dev.tributary.contract.question.Question] in, an
/// [dev.tributary.contract.answer.Answered] out. [QueryEngine] is the entry; each question runs in
/// one read-only transaction and on a thread of its own, so that interrupting the asker stops the
/// statement in Postgres too. Nothing here knows terminals, and the model is loaded by the first
/// question that needs it.
@NullMarked
package dev.tributary.query;

import org.jspecify.annotations.NullMarked;
