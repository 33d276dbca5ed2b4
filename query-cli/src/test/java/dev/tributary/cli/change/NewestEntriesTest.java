package dev.tributary.cli.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.contract.change.Change;
import dev.tributary.contract.change.ChangeGap;
import dev.tributary.contract.identity.ChatRef;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NewestEntriesTest {

    @Test
    void bringsThePartitionsIntoTheOrderOfCommit() {
        NewestEntries newest = new NewestEntries(WantedChanges.ALL, 3);

        add(newest, 0, change(10), change(40));
        add(newest, 1, change(20), change(30));

        assertThat(newest.entries()).containsExactly(change(20), change(30), change(40));
    }

    @Test
    void countsNoGapAsAChange() {
        NewestEntries newest = new NewestEntries(WantedChanges.ALL, 2);
        ChangeGap gap = new ChangeGap(null, at(25));

        add(newest, 0, change(10), change(20));
        newest.add(1, new PlacedEntry(gap, at(25), 0));
        add(newest, 1, change(30));

        assertThat(newest.entries()).containsExactly(change(20), gap, change(30));
    }

    @Test
    void hasEnoughWhenNoPartitionCouldBringANewerOne() {
        NewestEntries newest = new NewestEntries(WantedChanges.ALL, 2);

        add(newest, 0, change(10), change(40));
        add(newest, 1, change(20), change(30));

        assertThat(newest.isEnough(Set.of())).isTrue();
        assertThat(newest.isEnough(Set.of(0))).isTrue();
        assertThat(newest.isEnough(Set.of(1))).isTrue();
        assertThat(newest.isEnough(Set.of(2))).isFalse();
    }

    @Test
    void doesNotTrustWhatIsOlderThanTheCut() {
        NewestEntries newest = new NewestEntries(WantedChanges.ALL, 3);

        add(newest, 0, change(10), change(40));
        add(newest, 1, change(20), change(30));

        assertThat(newest.isEnough(Set.of(1))).isFalse();
    }

    private static void add(NewestEntries newest, int partition, Change... changes) {
        for (Change change : List.of(changes)) {
            newest.add(partition, new PlacedEntry(change, change.committedAt(), 1));
        }
    }

    private static Instant at(int second) {
        return Instant.parse("2026-11-20T12:00:00Z").plusSeconds(second);
    }

    private static Change change(int second) {
        return new Change(
                Change.Kind.CHAT,
                ChatRef.parse("jsonl:a/team"),
                null,
                null,
                null,
                null,
                at(second),
                "",
                at(second));
    }
}
