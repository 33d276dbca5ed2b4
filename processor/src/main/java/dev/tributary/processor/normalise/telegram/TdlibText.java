package dev.tributary.processor.normalise.telegram;

import dev.tributary.contract.wire.WireObject;
import dev.tributary.contract.wire.WireText;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The text that somebody wrote, without its formatting, as an export's entities spell it.
final class TdlibText {

    private TdlibText() {}

    /// @param content a `MessageContent`; one that we do not know has its caption or text, if any
    static String of(WireObject content) {
        return switch (content.id("@type")) {
            case "messageAnimatedEmoji" -> content.text("emoji");
            case "messageRichMessage" -> rich(content.node("message").path("blocks"));
            case "messageGame" -> formatted(content.objectOrNull("game"), "text");
            case "messagePoll" -> formatted(content, "description");
            case "messageInvoice" -> formatted(content, "paid_media_caption");
            default -> {
                String caption = formatted(content, "caption");
                yield caption.isEmpty() ? formatted(content, "text") : caption;
            }
        };
    }

    /// A `formattedText` in a field, empty where there is none.
    static String formatted(@Nullable WireObject object, String key) {
        if (object == null || !object.node(key).isObject()) {
            return "";
        }
        return object.object(key).text("text");
    }

    /// The words of a `richMessage`, a line a block.
    private static String rich(JsonNode blocks) {
        StringBuilder text = new StringBuilder();
        append(blocks, text);
        return WireText.storable(text.toString().strip());
    }

    private static void append(JsonNode node, StringBuilder text) {
        String type = node.path("@type").stringValue("");
        String words =
                switch (type) {
                    case "richTextPlain" -> node.path("text").stringValue("");
                    case "richTextCustomEmoji" -> node.path("alternative_text").stringValue("");
                    case "richTextMathematicalExpression", "pageBlockMathematicalExpression" ->
                            node.path("expression").stringValue("");
                    default -> "";
                };
        text.append(words);
        node.forEach(part -> append(part, text));
        if (type.startsWith("pageBlock")
                && !text.isEmpty()
                && text.charAt(text.length() - 1) != '\n') {
            text.append('\n');
        }
    }
}
