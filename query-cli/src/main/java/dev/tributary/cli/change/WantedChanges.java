package dev.tributary.cli.change;

import dev.tributary.contract.change.Change;
import dev.tributary.contract.change.ChangeGap;
import dev.tributary.contract.change.FeedEntry;
import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.identity.Service;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which changes somebody wants to see. Judged by what the change itself says, so that it works
/// while the archive is away and takes in chats that do not exist yet.
///
/// @param chats each an id, a reference, or a title or a part of it; empty for all
/// @param senders each an id or a name; empty for all
/// @param since committed then or later; null for any time
/// @param until committed before; null for any time
public record WantedChanges(
        Set<Service> sources,
        Set<AccountId> accounts,
        List<String> chats,
        List<String> senders,
        @Nullable Instant since,
        @Nullable Instant until) {

    public static final WantedChanges ALL =
            new WantedChanges(Set.of(), Set.of(), List.of(), List.of(), null, null);

    public WantedChanges {
        sources = Set.copyOf(sources);
        accounts = Set.copyOf(accounts);
        chats = List.copyOf(chats);
        senders = List.copyOf(senders);
        if (since != null && until != null && !since.isBefore(until)) {
            throw new IllegalArgumentException(
                    "since " + since + " is not before until " + until + "; nothing lies between");
        }
    }

    /// A gap may have swallowed anything, so it matters whatever is wanted.
    public boolean has(FeedEntry entry) {
        return switch (entry) {
            case Change change -> has(change);
            case ChangeGap gap -> overlaps(gap);
        };
    }

    private boolean overlaps(ChangeGap gap) {
        Instant from = gap.from() == null ? Instant.MIN : gap.from();
        return (since == null || !gap.to().isBefore(since))
                && (until == null || from.isBefore(until));
    }

    private boolean has(Change change) {
        AccountId account = change.chat().account();
        return (sources.isEmpty() || sources.contains(account.service()))
                && (accounts.isEmpty() || accounts.contains(account))
                && (chats.isEmpty() || chats.stream().anyMatch(word -> isChat(change, word)))
                && (senders.isEmpty() || senders.stream().anyMatch(word -> isSender(change, word)))
                && (since == null || !change.committedAt().isBefore(since))
                && (until == null || change.committedAt().isBefore(until));
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
