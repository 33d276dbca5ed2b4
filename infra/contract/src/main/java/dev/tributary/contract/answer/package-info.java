/// What the engine answers: an [Answer] and, beside it, [Meta]: how fresh it is, how long it took,
/// what was missing. [AnswerJson] is the envelope that scripts and agents read; its names are a
/// promise.
@NullMarked
package dev.tributary.contract.answer;

import org.jspecify.annotations.NullMarked;
