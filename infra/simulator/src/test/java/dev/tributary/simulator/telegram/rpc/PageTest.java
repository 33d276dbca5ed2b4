package dev.tributary.simulator.telegram.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.telegram.town.Message;
import dev.tributary.simulator.telegram.town.Peer;
import dev.tributary.simulator.telegram.town.Post;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PageTest {

    /// Ids 9 to 1.
    private static final List<Message> NEWEST_FIRST =
            IntStream.iterate(9, id -> id > 0, id -> id - 1)
                    .mapToObj(id ->
                            new Message(
                                    id,
                                    new Peer.Group(1),
                                    null,
                                    Instant.EPOCH,
                                    null,
                                    Post.text(""),
                                    0,
                                    false,
                                    Map.of()))
                    .toList();

    private static List<Integer> ids(Page page) {
        return page.from(NEWEST_FIRST).stream().map(Message::id).toList();
    }

    @Test
    void withoutAPlaceItBeginsAtTheNewest() {
        assertThat(ids(new Page(0, 0, 3, 0, 0))).containsExactly(9, 8, 7);
    }

    @Test
    void fromAMessageItGoesToOlderOnes() {
        assertThat(ids(new Page(5, 0, 3, 0, 0))).containsExactly(4, 3, 2);
    }

    @Test
    void aNegativeOffsetAddsNewerOnes() {
        assertThat(ids(new Page(5, -2, 4, 0, 0))).containsExactly(6, 5, 4, 3);
    }

    @Test
    void aNegativeOffsetBeyondTheNewestShortensThePage() {
        assertThat(ids(new Page(9, -4, 5, 0, 0))).containsExactly(9, 8);
    }

    @Test
    void theEndIsEmpty() {
        assertThat(ids(new Page(1, 0, 3, 0, 0))).isEmpty();
    }

    @Test
    void bothEndsCanBeGiven() {
        assertThat(ids(new Page(0, 0, 9, 6, 3))).containsExactly(5, 4);
    }
}
