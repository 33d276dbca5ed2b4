package dev.tributary.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.contract.event.ChatEvent;
import dev.tributary.embedded.TestStack;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The database's half of "every permutation ends in the same rows". The pure half is `RowsTest`,
/// over all 3,628,800 orders. Here every state that any of those orders can pass through meets
/// every event: where all these steps agree with the pure merge, so do all orders, step by step.
///
/// Each case is a life of its own, so that thousands of cases are written at a time.
@Tag("stack")
class ArchiveConvergenceIT {

    private static final int EVENTS = 10;
    private final ArchiveWriter writer = new ArchiveWriter();
    private Archive archive;
    private Archive reference;

    @BeforeEach
    void open() {
        archive = Archive.open(TestStack.freshDatabase());
        reference = Archive.open(TestStack.freshDatabase());
    }

    @AfterEach
    void close() {
        archive.close();
        reference.close();
    }

    @Test
    void every_reachable_state_takes_every_event_as_memory_does() throws SQLException {
        // Given every set of events that some order has brought so far
        int states = 1 << EVENTS;
        write(archive, states * EVENTS, life -> subset(life, life / EVENTS));

        // When each meets each event
        write(archive, states * EVENTS, life -> subset(life, 1 << life % EVENTS));

        // Then the rows are those that memory makes of the whole
        write(reference, states * EVENTS, life -> subset(life, life / EVENTS | 1 << life % EVENTS));
        assertThat(Dump.of(archive).equals(Dump.of(reference))).isTrue();
    }

    @Test
    void every_way_to_cut_the_ten_events_in_two_batches_ends_in_the_same_rows()
            throws SQLException {
        int states = 1 << EVENTS;
        write(archive, states, life -> subset(life, life));

        write(archive, states, life -> subset(life, states - 1 - life));

        write(reference, states, life -> subset(life, states - 1));
        assertThat(Dump.of(archive).equals(Dump.of(reference))).isTrue();
    }

    @Test
    void every_order_of_a_life_of_seven_events_ends_in_the_same_rows() throws SQLException {
        // Given all 5,040 orders
        List<List<Integer>> orders = new ArrayList<>();
        permute(new ArrayList<>(), orders);

        // When each is written event by event
        for (int step = 0; step < 7; step++) {
            int at = step;
            write(
                    archive,
                    orders.size(),
                    life -> List.of(new Life(life).compact().get(orders.get(life).get(at))));
        }

        // Then
        write(reference, orders.size(), life -> new Life(life).compact());
        assertThat(orders).hasSize(5_040);
        assertThat(Dump.of(archive).equals(Dump.of(reference))).isTrue();
    }

    @Test
    void three_thousand_orders_in_batches_with_repeats_end_in_the_same_rows() throws SQLException {
        // Given the ten rotations and random orders
        int lives = 3_000;
        Random random = new Random(7);
        List<List<ChatEvent>> orders = new ArrayList<>();
        for (int life = 0; life < lives; life++) {
            List<ChatEvent> order = new ArrayList<>(new Life(life).events());
            if (life < EVENTS) {
                Collections.rotate(order, life);
            } else {
                Collections.shuffle(order, random);
            }
            orders.add(order);
        }

        // When they come in overlapping pieces
        int[][] pieces = {{0, 3}, {2, 3}, {3, 7}, {0, 1}, {6, 10}, {4, 9}};
        for (int[] piece : pieces) {
            write(archive, lives, life -> orders.get(life).subList(piece[0], piece[1]));
        }

        // Then
        write(reference, lives, life -> new Life(life).events());
        assertThat(Dump.of(archive).equals(Dump.of(reference))).isTrue();
    }

    @Test
    void writers_side_by_side_end_in_the_same_rows() throws Exception {
        // Given four writers with the same events, each in an order of its own
        int lives = 300;
        List<ChatEvent> all = new ArrayList<>();
        for (int life = 0; life < lives; life++) {
            all.addAll(new Life(life % 60).events());
        }
        List<Callable<Void>> writers = new ArrayList<>();
        for (int seed = 0; seed < 4; seed++) {
            List<ChatEvent> order = new ArrayList<>(all);
            Collections.shuffle(order, new Random(seed));
            writers.add(() -> writeInPieces(order));
        }

        // When
        try (ExecutorService threads = Executors.newFixedThreadPool(writers.size())) {
            for (var done : threads.invokeAll(writers)) {
                done.get();
            }
        }

        // Then
        write(reference, 60, life -> new Life(life).events());
        assertThat(Dump.of(archive)).isEqualTo(Dump.of(reference));
    }

    private Void writeInPieces(List<ChatEvent> events) throws SQLException {
        for (int from = 0; from < events.size(); from += 37) {
            List<ChatEvent> piece = events.subList(from, Math.min(events.size(), from + 37));
            archive.inTransaction(tx -> writer.write(tx, piece));
        }
        return null;
    }

    private void write(Archive into, int lives, IntFunction<List<ChatEvent>> events)
            throws SQLException {
        List<ChatEvent> batch =
                IntStream.range(0, lives).mapToObj(events).flatMap(List::stream).toList();
        into.inTransaction(tx -> writer.write(tx, batch));
    }

    private static List<ChatEvent> subset(int life, int members) {
        List<ChatEvent> events = new Life(life).events();
        return IntStream.range(0, EVENTS)
                .filter(i -> (members & 1 << i) != 0)
                .mapToObj(events::get)
                .toList();
    }

    private static void permute(List<Integer> sofar, List<List<Integer>> orders) {
        if (sofar.size() == 7) {
            orders.add(List.copyOf(sofar));
            return;
        }
        for (int i = 0; i < 7; i++) {
            if (!sofar.contains(i)) {
                sofar.add(i);
                permute(sofar, orders);
                sofar.removeLast();
            }
        }
    }
}
