package dev.tributary.archive.row;

import dev.tributary.contract.event.ChatEvent.UserChanged;
import dev.tributary.contract.event.EventSource;
import dev.tributary.contract.event.UserProfile;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// A person, bot or channel, field by field like [ChatRow].
public record UserRow(
        Key key, Ranked<String> displayName, Ranked<String> handle, Ranked<Boolean> contact)
        implements Row<UserRow.Key, UserRow> {

    public record Key(String account, String user) implements Comparable<Key> {

        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::account).thenComparing(Key::user);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    static UserRow of(EventSource source, UserProfile user, Instant at) {
        return of(source, user, null, at);
    }

    static UserRow of(UserChanged event) {
        return of(event.source(), event.user(), event.contact(), event.at());
    }

    private static UserRow of(
            EventSource source, UserProfile user, @Nullable Boolean contact, Instant at) {
        return new UserRow(
                new Key(source.account().toString(), user.id().value()),
                field(user.displayName(), at, source),
                field(user.handle(), at, source),
                field(contact, at, source));
    }

    static <T> Ranked<T> field(@Nullable T value, Instant at, EventSource source) {
        return value == null
                ? Ranked.nothing()
                : new Ranked<>(value, Rank.of(at, source, Digest.of(value)));
    }

    @Override
    public UserRow merge(UserRow other) {
        return new UserRow(
                key,
                displayName.or(other.displayName),
                handle.or(other.handle),
                contact.or(other.contact));
    }
}
