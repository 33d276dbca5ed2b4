package dev.tributary.contract.raw;

/// What a raw value is, and so which normaliser reads it: the `content-type` header.
///
/// @param value a media type, for example `application/vnd.vkteams.event+json`
public record ContentType(String value) {

    /// One element of the `events` array of the VK Teams Bot API's `events/get`.
    public static final ContentType VKTEAMS_EVENT =
            new ContentType("application/vnd.vkteams.event+json");

    /// The whole answer of `chats/getInfo`; the chat is in the `chat-id` header, because the answer
    /// does not repeat it.
    public static final ContentType VKTEAMS_CHAT_INFO =
            new ContentType("application/vnd.vkteams.chat-info+json");

    /// One page of `chats/getMembers`; the chat is in the `chat-id` header.
    public static final ContentType VKTEAMS_CHAT_MEMBERS =
            new ContentType("application/vnd.vkteams.chat-members+json");

    /// One element of a chat's `messages` array in Telegram Desktop's `result.json`.
    public static final ContentType TELEGRAM_EXPORT_MESSAGE =
            new ContentType("application/vnd.telegram.export.message+json");

    /// An update as TDLib pushed it, for example `updateNewMessage`.
    public static final ContentType TDLIB_UPDATE =
            new ContentType("application/vnd.tdlib.update+json");

    /// A whole `message` of TDLib that was asked for: of the history, or read again after an edit.
    public static final ContentType TDLIB_MESSAGE =
            new ContentType("application/vnd.tdlib.message+json");

    /// Any other object of TDLib that was asked for, for example `chatMembers`; the chat is in the
    /// `chat-id` header where the object does not name its own. Also an observation of the ingestor
    /// in the same form, whose `@type` begins with `tributary`.
    public static final ContentType TDLIB_OBJECT =
            new ContentType("application/vnd.tdlib.object+json");

    /// One line of our own import format, documented in docs/jsonl.md.
    public static final ContentType JSONL_MESSAGE =
            new ContentType("application/vnd.tributary.message+json");

    @Override
    public String toString() {
        return value;
    }
}
