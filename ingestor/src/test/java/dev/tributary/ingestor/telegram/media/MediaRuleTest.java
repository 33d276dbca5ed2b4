package dev.tributary.ingestor.telegram.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.contract.config.TelegramSettings.Media;
import dev.tributary.contract.config.TelegramSettings.MediaType;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaRuleTest {

    @ParameterizedTest
    @CsvSource({
        "PHOTO, 1, true",
        "PHOTO, 2000000, true",
        "PHOTO, 2000001, false",
        "PHOTO, 0, false",
        "VIDEO, 1, false"
    })
    void a_file_is_wanted_by_its_type_and_size(MediaType type, long size, boolean wanted) {
        MediaRule rule = new MediaRule(new Media(Set.of(MediaType.PHOTO), 2, List.of()));

        assertThat(rule.wants(new MediaFile(type, 1, "u", size))).isEqualTo(wanted);
    }

    @Test
    void a_chat_is_wanted_by_its_id_or_title() {
        MediaRule rule =
                new MediaRule(new Media(Set.of(MediaType.PHOTO), 2, List.of("*family*", "-42")));

        assertThat(rule.wantsOf(5, "The Family")).isTrue();
        assertThat(rule.wantsOf(-42, "")).isTrue();
        assertThat(rule.wantsOf(5, "Work")).isFalse();
    }

    @Test
    void every_chat_is_wanted_where_none_is_named() {
        MediaRule rule = new MediaRule(new Media(Set.of(MediaType.PHOTO), 2, List.of()));

        assertThat(rule.wantsOf(5, "")).isTrue();
    }
}
