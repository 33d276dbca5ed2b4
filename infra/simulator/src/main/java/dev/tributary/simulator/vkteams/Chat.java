package dev.tributary.simulator.vkteams;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// What the service knows of a chat beside its messages.
///
/// @param info the answer of `chats/getInfo` without `ok`
/// @param members elements of `chats/getMembers`; empty for a private chat
/// @param isThread the service tells bots nothing of threads
public record Chat(String chatId, ObjectNode info, List<ObjectNode> members, boolean isThread) {

    public Chat {
        members = List.copyOf(members);
    }
}
