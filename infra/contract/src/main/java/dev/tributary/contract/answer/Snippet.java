package dev.tributary.contract.answer;

/// The part of a text that shows why it was found. What matched stands between [#OPEN] and
/// [#CLOSE], two private-use characters that a renderer replaces.
public record Snippet(String marked) {

    public static final String OPEN = "\uE000";
    public static final String CLOSE = "\uE001";

    /// With other marks around what matched.
    public String marked(String open, String close) {
        return marked.replace(OPEN, open).replace(CLOSE, close);
    }

    public String plain() {
        return marked("", "");
    }
}
