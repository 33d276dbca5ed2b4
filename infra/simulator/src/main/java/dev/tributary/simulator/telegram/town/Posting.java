package dev.tributary.simulator.telegram.town;

import java.util.Map;
import java.util.Optional;

/// A message that was posted, in all its copies.
///
/// @param ids box -> the copy's id there
public record Posting(Chat chat, Map<MessageBox, Integer> ids) {

    public Posting {
        ids = Map.copyOf(ids);
    }

    /// @return empty if the box has no copy
    public Optional<Integer> idIn(MessageBox box) {
        return Optional.ofNullable(ids.get(box));
    }

    /// The id that the account sees.
    ///
    /// @throws IllegalArgumentException if it does not see the message
    public int idFor(Account account) {
        return idIn(account.boxOf(chat))
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "\"" + account.person() + "\" does not see that message"));
    }
}
