package dev.tributary.ingestor.vkteams;

/// The calls that we may make; there is no way to make another. All of them only read.
enum BotCall {
    SELF("self/get"),
    EVENTS("events/get"),
    CHAT_INFO("chats/getInfo"),
    CHAT_MEMBERS("chats/getMembers"),
    FILE_INFO("files/getInfo");

    private final String path;

    BotCall(String path) {
        this.path = path;
    }

    /// Relative to the API's base URL.
    String path() {
        return path;
    }
}
