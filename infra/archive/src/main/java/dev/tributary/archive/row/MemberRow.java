package dev.tributary.archive.row;

import dev.tributary.contract.event.ChatEvent.MembersChanged;
import dev.tributary.contract.event.UserProfile;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// Whether somebody is in a chat.
public record MemberRow(Key key, Ranked<Membership> membership)
        implements Row<MemberRow.Key, MemberRow> {

    public record Key(ChatKey chat, String user) implements Comparable<Key> {

        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::chat).thenComparing(Key::user);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /// @param by who added or removed them, where somebody did
    public record Membership(boolean present, Instant changedAt, @Nullable String by) {}

    static MemberRow of(MembersChanged event, UserProfile member) {
        String by = event.by() == null ? null : event.by().value();
        Instant at = StoredTime.of(event.at());
        Rank rank = Rank.of(at, event.source(), Digest.of(event.joined(), by));
        return new MemberRow(
                new Key(ChatKey.of(event.source()), member.id().value()),
                new Ranked<>(new Membership(event.joined(), at, by), rank));
    }

    @Override
    public MemberRow merge(MemberRow other) {
        return new MemberRow(key, membership.or(other.membership));
    }
}
