package dev.tributary.ingestor.vkteams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.contract.config.Secret;
import org.junit.jupiter.api.Test;

class RedactionTest {

    private final Redaction redaction = new Redaction(new Secret("001.22.333:77"));

    @Test
    void a_token_is_taken_out_plain_and_percent_encoded_in_any_case() {
        assertThat(redaction.clean("GET /x?token=001.22.333%3A77&a=001.22.333%3a77 001.22.333:77"))
                .isEqualTo("GET /x?token=***&a=*** ***");
    }

    @Test
    void foreign_words_become_one_line_of_bounded_length() {
        assertThat(redaction.clean("a\n  b\t" + "x".repeat(500)))
                .startsWith("a b x")
                .hasSize(203)
                .endsWith("...");
    }
}
