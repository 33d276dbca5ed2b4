package dev.tributary.contract.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextHashTest {

    @Test
    void is_the_beginning_of_the_sha_256_of_the_text() {
        assertThat(TextHash.of("ok")).hasToString("Optional[2689367b205c16ce32ed4200942b8b8b]");
    }

    @Test
    void ignores_how_letters_are_composed_and_the_space_around() {
        assertThat(TextHash.of("  и\u0306од\n")).isEqualTo(TextHash.of("йод")).isPresent();
    }

    @Test
    void does_not_exist_for_a_text_without_words() {
        assertThat(TextHash.of(" \n\u2003")).isEmpty();
    }

    @Test
    void survives_the_way_through_its_bytes() {
        TextHash hash = TextHash.of("ok").orElseThrow();

        assertThat(TextHash.ofBytes(hash.bytes())).isEqualTo(hash);
    }
}
