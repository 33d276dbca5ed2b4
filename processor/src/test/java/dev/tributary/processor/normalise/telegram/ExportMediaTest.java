package dev.tributary.processor.normalise.telegram;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.contract.event.Attachment;
import dev.tributary.contract.wire.WireObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExportMediaTest {

    @Test
    void a_photo_has_its_path_and_size() {
        assertThat(media("\"photo\":\"photos/photo_1@15-01-2023.jpg\",\"photo_file_size\":8100"))
                .extracting(media -> media.attachments().getFirst())
                .isEqualTo(
                        new Attachment(
                                "photo", null, null, null, 8100L, "photos/photo_1@15-01-2023.jpg"));
    }

    @ParameterizedTest
    @CsvSource({
        "sticker, sticker",
        "voice_message, voice",
        "audio_file, audio",
        "video_file, video",
        "video_message, video",
        "animation, video",
        "hologram, file"
    })
    void a_file_has_the_kind_of_its_media_type(String mediaType, String kind) {
        Attachment attachment =
                media("\"file\":\"files/a\",\"media_type\":\"" + mediaType + "\"")
                        .attachments()
                        .getFirst();

        assertThat(attachment.kind()).isEqualTo(kind);
    }

    @Test
    void a_document_has_its_name_and_type() {
        assertThat(
                        media(
                                        "\"file\":\"files/plan.pdf\",\"file_name\":\"plan.pdf\","
                                            + "\"mime_type\":\"application/pdf\",\"file_size\":12")
                                .attachments())
                .containsExactly(
                        new Attachment(
                                "file",
                                null,
                                "plan.pdf",
                                "application/pdf",
                                12L,
                                "files/plan.pdf"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(File not included. Change data exporting settings to download.) |",
                "(File unavailable, please try again later) |",
                "plan.pdf (File exceeds maximum size. Change data exporting settings to download.)"
                        + " | plan.pdf"
            })
    void a_sentence_instead_of_a_path_is_none(String said, String name) {
        Attachment attachment = media("\"file\":\"" + said + "\"").attachments().getFirst();

        assertThat(attachment.path()).isNull();
        assertThat(attachment.name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret",
                "files/../../secret",
                "/etc/passwd",
                "C:/Windows",
                "..\\secret",
                "\\\\host\\share",
                "files/..",
                ""
            })
    void a_path_that_leads_out_of_the_export_is_none(String path) {
        assertThat(ExportMedia.safePath(path)).isNull();
    }

    @Test
    void a_name_with_dots_in_it_is_no_way_out() {
        assertThat(ExportMedia.safePath("files/a..b.txt")).isEqualTo("files/a..b.txt");
    }

    @Test
    void a_poll_is_searchable() {
        ExportMedia media =
                media(
                        "\"poll\":{\"question\":\"Where to?\",\"closed\":false,\"total_voters\":3,"
                            + "\"answers\":[{\"text\":\"Hills\",\"voters\":2},"
                            + "{\"text\":[{\"type\":\"plain\",\"text\":\"Sea\"}],\"voters\":1}]}");

        assertThat(media.words()).containsExactly("Where to?", "- Hills", "- Sea");
        assertThat(media.attachments().getFirst().kind()).isEqualTo("poll");
        assertThat(media.attachments().getFirst().name()).isEqualTo("Where to?");
    }

    @Test
    void a_contact_is_searchable() {
        ExportMedia media =
                media(
                        "\"contact_information\":{\"first_name\":\"Anna\",\"last_name\":\"\","
                                + "\"phone_number\":\"+7 900 000-00-00\"}");

        assertThat(media.words()).containsExactly("Anna +79000000000");
        assertThat(media.attachments().getFirst().name()).isEqualTo("Anna");
    }

    @Test
    void a_place_is_searchable_and_keeps_its_coordinates() {
        ExportMedia media =
                media(
                        "\"place_name\":\"Hut\",\"address\":\"Ridge 1\","
                            + "\"location_information\":{\"latitude\":43.35,\"longitude\":42.44}");

        assertThat(media.words()).containsExactly("Hut, Ridge 1");
        assertThat(media.attachments().getFirst().name()).isEqualTo("Hut, Ridge 1 43.35,42.44");
    }

    @Test
    void a_bare_point_has_no_words() {
        ExportMedia media =
                media("\"location_information\":{\"latitude\":43.35,\"longitude\":42.44}");

        assertThat(media.words()).isEmpty();
        assertThat(media.attachments().getFirst().name()).isEqualTo("43.35,42.44");
    }

    @Test
    void a_location_that_the_exporter_could_not_tell_is_none() {
        assertThat(media("\"location_information\":null").attachments()).isEmpty();
    }

    private static ExportMedia media(String fields) {
        return ExportMedia.of(WireObject.parse(("{" + fields + "}").getBytes(UTF_8)));
    }
}
