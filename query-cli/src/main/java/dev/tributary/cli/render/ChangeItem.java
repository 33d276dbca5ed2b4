package dev.tributary.cli.render;

import dev.tributary.contract.change.Change;
import dev.tributary.contract.change.ChangeGap;
import dev.tributary.contract.change.FeedEntry;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A change for scripts, with the names that messages have elsewhere. `type` is `change` or `gap`.
public final class ChangeItem {

    private ChangeItem() {}

    /// A line of JSON for each; a gap is told among the remarks too.
    static ChangeWriter lines(PrintStream out, PrintStream talk) {
        return entry -> {
            out.println(JsonText.oneLine(json(entry)));
            if (entry instanceof ChangeGap gap) {
                out.flush();
                talk.println(sentence(gap));
            }
        };
    }

    /// For people, who are told of it whatever the format.
    public static String sentence(ChangeGap gap) {
        Instant from = gap.from();
        return "gap: changes committed "
                + (from == null ? "" : "after " + from + " and ")
                + "before "
                + gap.to()
                + " may be missing here; query-cli context recent shows them";
    }

    public static ObjectNode json(FeedEntry entry) {
        return switch (entry) {
            case Change change -> json(change);
            case ChangeGap gap ->
                    JsonMapper.shared()
                            .createObjectNode()
                            .put("type", "gap")
                            .put("from", text(gap.from()))
                            .put("to", text(gap.to()));
        };
    }

    private static ObjectNode json(Change change) {
        String chat = change.chat().toString();
        return JsonMapper.shared()
                .createObjectNode()
                .put("type", "change")
                .put("kind", change.kind().name().toLowerCase(Locale.ROOT))
                .put("ref", change.ref().map(Object::toString).orElse(chat))
                .put("source", change.chat().account().service().wireName())
                .put("account", change.chat().account().toString())
                .put("chat", change.chat().chat().value())
                .put("chat_title", change.chatTitle())
                .put("message_id", change.message() == null ? null : change.message().value())
                .put("sender", change.sender() == null ? null : change.sender().value())
                .put("sender_name", change.senderName())
                .put("at", text(change.at()))
                .put("text", change.text())
                .put("committed_at", text(change.committedAt()));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
