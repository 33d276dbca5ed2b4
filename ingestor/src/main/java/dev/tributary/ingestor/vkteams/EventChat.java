package dev.tributary.ingestor.vkteams;

import tools.jackson.databind.JsonNode;

/// The chat that an event names; each part is empty where the event does not say it.
///
/// @param type `private`, `group` or `channel`
record EventChat(String id, String type, String title) {

    static final EventChat NONE = new EventChat("", "", "");

    /// A callback query of an older server names its chat only in its message, which may itself be
    /// wrapped as an event.
    static EventChat of(JsonNode payload) {
        for (JsonNode holder :
                new JsonNode[] {
                    payload, payload.path("message"), payload.path("message").path("payload")
                }) {
            JsonNode chat = holder.path("chat");
            String id = chat.path("chatId").asString("");
            if (!id.isEmpty()) {
                return new EventChat(
                        id, chat.path("type").asString(""), chat.path("title").asString(""));
            }
        }
        return NONE;
    }

    boolean isKnown() {
        return !id.isEmpty();
    }
}
