package dev.tributary.cli.change;

import dev.tributary.contract.change.Change;
import dev.tributary.contract.change.ChangeGap;
import dev.tributary.contract.change.FeedEntry;
import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.question.Filters;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/// Which changes somebody wants to see. Judged by what the change itself says, so that it works
/// while the archive is away and takes in chats that do not exist yet: a chat is meant by its id,
/// its reference, or its title or a part of it, a sender by id or name, and times are those of the
/// commit. A deletion is a change like any other.
public record WantedChanges(Filters filters) {

    public static final WantedChanges ALL = new WantedChanges(Filters.NONE);

    /// A gap may have swallowed anything, so it matters whatever is wanted.
    public boolean has(FeedEntry entry) {
        return switch (entry) {
            case Change change -> has(change);
            case ChangeGap gap -> overlaps(gap);
        };
    }

    private boolean overlaps(ChangeGap gap) {
        Instant from = gap.from() == null ? Instant.MIN : gap.from();
        return (filters.since() == null || !gap.to().isBefore(filters.since()))
                && (filters.until() == null || from.isBefore(filters.until()));
    }

    private boolean has(Change change) {
        Instant at = change.committedAt();
        return isWithin(change.chat().account())
                && isOneOf(filters.chats(), word -> isChat(change, word))
                && isOneOf(filters.senders(), word -> isSender(change, word))
                && (filters.since() == null || !at.isBefore(filters.since()))
                && (filters.until() == null || at.isBefore(filters.until()));
    }

    private boolean isWithin(AccountId account) {
        return (filters.sources().isEmpty() || filters.sources().contains(account.service()))
                && (filters.accounts().isEmpty() || filters.accounts().contains(account));
    }

    private static boolean isOneOf(List<String> words, Predicate<String> names) {
        return words.isEmpty() || words.stream().anyMatch(names);
    }

    private static boolean isChat(Change change, String word) {
        String title = change.chatTitle();
        return change.chat().chat().value().equals(word)
                || change.chat().toString().equals(word)
                || (title != null && lower(title).contains(lower(word)));
    }

    private static boolean isSender(Change change, String word) {
        String name = change.senderName();
        return (change.sender() != null && change.sender().value().equals(word))
                || (name != null && lower(name).equals(lower(word)));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
