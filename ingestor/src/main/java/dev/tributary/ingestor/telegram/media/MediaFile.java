package dev.tributary.ingestor.telegram.media;

import dev.tributary.contract.config.TelegramSettings.MediaType;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The file of a message, as TDLib describes it
/// (<https://core.telegram.org/tdlib/docs/classtd_1_1td__api_1_1file.html>).
///
/// @param id TDLib's, in this process alone
/// @param uniqueId the same for ever and for everybody
/// @param size in bytes, or TDLib's guess; 0 if it does not know
public record MediaFile(MediaType type, int id, String uniqueId, long size) {

    /// Empty for a message without a file.
    ///
    /// @param message whole
    public static Optional<MediaFile> of(JsonNode message) {
        JsonNode content = message.path("content");
        return switch (content.path("@type").asString("")) {
            case "messagePhoto", "messageChatChangePhoto", "messageSuggestProfilePhoto" ->
                    file(MediaType.PHOTO, largest(content.at("/photo/sizes")).path("photo"));
            case "messageVideo" -> file(MediaType.VIDEO, content.at("/video/video"));
            case "messageAnimation" ->
                    file(MediaType.ANIMATION, content.at("/animation/animation"));
            case "messageDocument" -> file(MediaType.DOCUMENT, content.at("/document/document"));
            case "messageAudio" -> file(MediaType.AUDIO, content.at("/audio/audio"));
            case "messageVoiceNote" -> file(MediaType.VOICE, content.at("/voice_note/voice"));
            case "messageVideoNote" -> file(MediaType.VIDEO_NOTE, content.at("/video_note/video"));
            case "messageSticker" -> file(MediaType.STICKER, content.at("/sticker/sticker"));
            default -> Optional.empty();
        };
    }

    /// The one that the archive shows as the photo.
    private static JsonNode largest(JsonNode sizes) {
        JsonNode largest = sizes.path(0);
        for (JsonNode size : sizes) {
            if (area(size) > area(largest)) {
                largest = size;
            }
        }
        return largest;
    }

    private static long area(JsonNode size) {
        return size.path("width").asLong(0) * size.path("height").asLong(0);
    }

    private static Optional<MediaFile> file(MediaType type, JsonNode file) {
        String uniqueId = file.at("/remote/unique_id").asString("");
        if (uniqueId.isEmpty()) {
            return Optional.empty();
        }
        long size = file.path("size").asLong(0);
        return Optional.of(
                new MediaFile(
                        type,
                        file.path("id").asInt(0),
                        uniqueId,
                        size > 0 ? size : file.path("expected_size").asLong(0)));
    }
}
