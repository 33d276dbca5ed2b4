package dev.tributary.ingestor.imports.telegram;

import java.io.IOException;
import tools.jackson.databind.JsonNode;

/// The shape of `result.json`: either an account with `chats.list[]` and `left_chats.list[]` after
/// sections that may be large, or one chat as the root. The form is that of
/// <https://github.com/telegramdesktop/tdesktop/blob/dev/Telegram/SourceFiles/export/output/export_output_json.cpp>.
final class TelegramWalk {

    private final JsonScanner json;
    private final Visitor visitor;

    private TelegramWalk(JsonScanner json, Visitor visitor) {
        this.json = json;
        this.visitor = visitor;
    }

    /// Is told what stands in the file, in its order. What it is not told of is passed over.
    interface Visitor {

        /// The account's own section.
        default void owner(JsonNode personalInformation) {}

        /// A chat begins; the root counts as the first.
        void chat();

        /// `name`, `type` or `id` of the chat.
        default void chatField(String key, JsonNode value) {}

        /// The chat's messages begin.
        default void messages() {}

        /// A list of chats begins.
        default void chatList() {}

        /// An element of the chat's messages is next; the visitor passes exactly that one value.
        void message(JsonScanner json) throws IOException;

        /// The root has ended.
        default void end() {}
    }

    static void walk(JsonScanner json, Visitor visitor) throws IOException {
        var walk = new TelegramWalk(json, visitor);
        visitor.chat();
        json.object(walk::rootMember);
        visitor.end();
        json.end();
    }

    private void rootMember(String key) throws IOException {
        switch (key) {
            case "personal_information" -> visitor.owner(json.tree());
            case "chats", "left_chats" -> json.object(this::chatsMember);
            default -> chatMember(key);
        }
    }

    private void chatsMember(String key) throws IOException {
        if (key.equals("list")) {
            visitor.chatList();
            json.array(this::chat);
        } else {
            json.skip();
        }
    }

    private void chat() throws IOException {
        visitor.chat();
        json.object(this::chatMember);
    }

    private void chatMember(String key) throws IOException {
        switch (key) {
            case "name", "type", "id" -> visitor.chatField(key, json.tree());
            case "messages" -> {
                visitor.messages();
                json.array(() -> visitor.message(json));
            }
            default -> json.skip();
        }
    }
}
