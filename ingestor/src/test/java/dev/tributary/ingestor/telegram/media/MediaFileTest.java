package dev.tributary.ingestor.telegram.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.contract.config.TelegramSettings.MediaType;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class MediaFileTest {

    private static final String FILE =
            """
            {"id":7,"size":%d,"expected_size":9,"remote":{"unique_id":"%s"}}\
            """;

    @ParameterizedTest
    @CsvSource({
        "messageVideo, video, video, VIDEO",
        "messageAnimation, animation, animation, ANIMATION",
        "messageDocument, document, document, DOCUMENT",
        "messageAudio, audio, audio, AUDIO",
        "messageVoiceNote, voice_note, voice, VOICE",
        "messageVideoNote, video_note, video, VIDEO_NOTE",
        "messageSticker, sticker, sticker, STICKER"
    })
    void each_kind_of_message_has_its_file(
            String content, String media, String file, MediaType type) {
        String json = "\"%s\":{\"%s\":%s}".formatted(media, file, FILE.formatted(5, "u"));

        assertThat(of(content, json)).contains(new MediaFile(type, 7, "u", 5));
    }

    @Test
    void the_largest_size_is_the_photo() {
        String json =
                """
                "photo":{"sizes":[{"width":90,"height":60,"photo":%s},
                  {"width":900,"height":600,"photo":%s},{"width":9,"height":6,"photo":%s}]}
                """
                        .formatted(
                                FILE.formatted(1, "s"),
                                FILE.formatted(3, "l"),
                                FILE.formatted(2, "xs"));

        assertThat(of("messagePhoto", json)).contains(new MediaFile(MediaType.PHOTO, 7, "l", 3));
    }

    @Test
    void an_unknown_size_is_as_tdlib_guesses() {
        String json = "\"document\":{\"document\":" + FILE.formatted(0, "u") + "}";

        assertThat(of("messageDocument", json).orElseThrow().size()).isEqualTo(9);
    }

    @Test
    void words_and_files_that_destroyed_themselves_are_none() {
        assertThat(of("messageText", "\"text\":{}")).isEmpty();
        assertThat(of("messageExpiredPhoto", "\"x\":0")).isEmpty();
        assertThat(of("messageVideo", "\"video\":{}")).isEmpty();
    }

    private static Optional<MediaFile> of(String content, String fields) {
        return MediaFile.of(
                JsonMapper.shared()
                        .readTree(
                                "{\"content\":{\"@type\":\"%s\",%s}}".formatted(content, fields)));
    }
}
