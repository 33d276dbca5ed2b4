package dev.tributary.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.contract.answer.Attached;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttachmentWordsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "1000, 1.0 kB",
        "9949, 9.9 kB",
        "9950, 10 kB",
        "113482, 113 kB",
        "999499, 999 kB",
        "999500, 1.0 MB",
        "5000000, 5.0 MB",
        "4000000000, 4.0 GB"
    })
    void a_size_has_two_or_three_digits(long bytes, String words) {
        assertThat(AttachmentWords.size(bytes)).isEqualTo(words);
    }

    @Test
    void a_place_is_what_is_known_of_it() {
        assertThat(AttachmentWords.of(attached(null, null))).isEqualTo("[photo]");
        assertThat(AttachmentWords.of(attached("photos/p_1.jpg", null)))
                .isEqualTo("[photo, in the export as photos/p_1.jpg]");
        assertThat(AttachmentWords.of(attached("photos/p_1.jpg", "3f/3f0a")))
                .isEqualTo("[photo, stored as files/3f/3f0a]");
    }

    private static Attached attached(String path, String stored) {
        return new Attached("photo", null, null, null, path, stored);
    }
}
