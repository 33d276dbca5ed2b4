package dev.tributary.contract.question;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.identity.Service;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which messages a question is about; an empty list leaves that dimension open.
///
/// @param chats each an id, a reference (`<account>/<chat>`) or a title
/// @param senders each an id, a handle or a display name
/// @param since sent at or after
/// @param until sent before
/// @param includeDeleted show messages that were deleted at the service
public record Filters(
        Set<Service> sources,
        Set<AccountId> accounts,
        List<String> chats,
        List<String> senders,
        @Nullable Instant since,
        @Nullable Instant until,
        boolean includeDeleted) {

    public static final Filters NONE =
            new Filters(Set.of(), Set.of(), List.of(), List.of(), null, null, false);

    public Filters {
        sources = Set.copyOf(sources);
        accounts = Set.copyOf(accounts);
        chats = List.copyOf(chats);
        senders = List.copyOf(senders);
        if (since != null && until != null && !since.isBefore(until)) {
            throw new IllegalArgumentException(
                    "since (" + since + ") is not before until (" + until + ")");
        }
    }
}
