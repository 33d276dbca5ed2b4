package dev.tributary.mcp.tool;

import dev.tributary.contract.question.Question;

/// What a call asks and how much of the answer it has room for.
///
/// @param page where in the answer; of no meaning for tools without pages
/// @param limit how many items to show
/// @param offset where in a single message's text to begin
record Inquiry(Question question, PageCursor page, int limit, int maxChars, int offset) {

    static Inquiry of(Question question, PageCursor page, Arguments arguments) {
        return new Inquiry(question, page, limit(arguments), maxChars(arguments), 0);
    }

    static PageCursor page(Arguments arguments) {
        return PageCursor.parse(arguments.text("cursor"), limit(arguments));
    }

    static int limit(Arguments arguments) {
        return arguments.number("limit", Parameter.USUAL_LIMIT, 1, Parameter.MOST_LIMIT);
    }

    static int maxChars(Arguments arguments) {
        return arguments.number(
                "max_chars", Parameter.USUAL_CHARS, Parameter.LEAST_CHARS, Parameter.MOST_CHARS);
    }
}
