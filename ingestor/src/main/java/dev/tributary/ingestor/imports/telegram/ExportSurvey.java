package dev.tributary.ingestor.imports.telegram;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Reads what must be known before the first message can be appended: whose export it is, and each
/// chat's name, type and id, wherever they stand.
final class ExportSurvey implements TelegramWalk.Visitor {

    private final List<ExportedChat> chats = new ArrayList<>();
    private Optional<String> owner = Optional.empty();
    private boolean chatLists;
    private boolean messageLists;
    private boolean personalInformation;
    private boolean complete;

    @Override
    public void owner(JsonNode section) {
        personalInformation = true;
        JsonNode id = section.path("user_id");
        if (id.isIntegralNumber()) {
            owner = Optional.of(id.asString());
        }
    }

    @Override
    public void chat() {
        chats.add(ExportedChat.UNKNOWN);
    }

    @Override
    public void chatField(String key, JsonNode value) {
        chats.set(chats.size() - 1, chats.getLast().with(key, value));
    }

    @Override
    public void messages() {
        messageLists = true;
    }

    @Override
    public void chatList() {
        chatLists = true;
    }

    @Override
    public void message(JsonScanner json) throws IOException {
        json.skip();
    }

    @Override
    public void end() {
        complete = true;
    }

    /// In the file's order, the root first.
    List<ExportedChat> chats() {
        return List.copyOf(chats);
    }

    Optional<String> owner() {
        return owner;
    }

    /// Whether the root was read to its end.
    boolean isComplete() {
        return complete;
    }

    boolean isExport() {
        return chatLists || messageLists;
    }

    /// An account's export, chosen without its chats.
    boolean lacksChats() {
        return personalInformation && !isExport();
    }
}
