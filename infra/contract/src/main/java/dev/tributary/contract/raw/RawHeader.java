package dev.tributary.contract.raw;

/// The headers of a raw record. Values are UTF-8 text.
public enum RawHeader {
    /// The service's own id of the event, unique within account and stream: `eventId` of VK Teams,
    /// the position in a file.
    EVENT_ID("event-id"),
    /// The service's own name of the event's kind, kept even where we do not know it.
    EVENT_TYPE("event-type"),
    CONTENT_TYPE("content-type"),
    ORIGIN("origin"),
    /// When the ingestor had the bytes, RFC 3339 in UTC with milliseconds.
    RECEIVED_AT("received-at"),
    /// The chat in the server's form, where the value does not say it itself.
    CHAT_ID("chat-id"),
    CHAT_TYPE("chat-type"),
    CHAT_TITLE("chat-title"),
    /// SHA-256 of the imported file, lower-case hex.
    IMPORT_ID("import-id"),
    /// The names of the people and chats that the value knows by their ids alone, as they were on
    /// receipt: a JSON object, id to name.
    NAMES("names"),
    /// The zone in which an import's local times are meant, as an IANA name.
    IMPORT_ZONE("import-zone");

    private final String wireName;

    RawHeader(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }
}
