package dev.tributary.archive.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.archive.Life;
import dev.tributary.contract.change.Change;
import dev.tributary.contract.event.ChatEvent.FileStored;
import dev.tributary.contract.event.ChatEvent.MembersChanged;
import dev.tributary.contract.event.ChatEvent.UserChanged;
import dev.tributary.contract.event.EventSource;
import dev.tributary.contract.event.UserProfile;
import dev.tributary.contract.identity.UserId;
import dev.tributary.contract.raw.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeedRowTest {

    private static final EventSource SOURCE = new Life(1).source(Origin.LIVE, 1);
    private static final UserProfile ANNA = new UserProfile(new UserId("u"), "Anna", null);

    @Test
    void who_has_just_come_is_news() {
        assertThat(FeedRow.find(joined(SOURCE.receivedAt().minusSeconds(5)))).isPresent();
    }

    @Test
    void who_came_long_ago_is_no_news_when_a_list_says_so_again() {
        assertThat(FeedRow.find(joined(SOURCE.receivedAt().minus(Duration.ofDays(2))))).isEmpty();
    }

    @Test
    void a_persons_name_is_no_news_of_a_chat() {
        assertThat(FeedRow.find(new UserChanged(SOURCE, ANNA, true, SOURCE.receivedAt())))
                .isEmpty();
    }

    @Test
    void a_file_that_was_fetched_is_no_news_of_a_chat() {
        assertThat(FeedRow.find(new FileStored(SOURCE, "f", "00", 1, SOURCE.receivedAt())))
                .isEmpty();
    }

    @Test
    void a_long_text_is_cut_between_characters_and_says_so() {
        String exactly = "x".repeat(Change.TEXT_LIMIT);
        String words = "x".repeat(Change.TEXT_LIMIT - 1);
        String trees = "x".repeat(Change.TEXT_LIMIT - 2) + "🎄🎄";

        assertThat(FeedRow.cut(exactly)).isEqualTo(exactly);
        assertThat(FeedRow.cut(exactly + "x")).isEqualTo(words + "…");
        assertThat(FeedRow.cut(trees)).isEqualTo("x".repeat(Change.TEXT_LIMIT - 2) + "…");
    }

    private static MembersChanged joined(Instant at) {
        return new MembersChanged(SOURCE, true, List.of(ANNA), null, at);
    }
}
