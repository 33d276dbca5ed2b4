package dev.tributary.archive.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.contract.change.Change;
import org.junit.jupiter.api.Test;

class FeedRowTest {

    @Test
    void a_long_text_is_cut_between_characters_and_says_so() {
        String exactly = "x".repeat(Change.TEXT_LIMIT);
        String words = "x".repeat(Change.TEXT_LIMIT - 1);
        String trees = "x".repeat(Change.TEXT_LIMIT - 2) + "🎄🎄";

        assertThat(FeedRow.cut(exactly)).isEqualTo(exactly);
        assertThat(FeedRow.cut(exactly + "x")).isEqualTo(words + "…");
        assertThat(FeedRow.cut(trees)).isEqualTo("x".repeat(Change.TEXT_LIMIT - 2) + "…");
    }
}
