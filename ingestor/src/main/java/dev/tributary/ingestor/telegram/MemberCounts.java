package dev.tributary.ingestor.telegram;

import java.util.HashSet;
import java.util.Set;
import java.util.function.LongConsumer;

/// How large the groups and channels are whose history is only wanted of small ones. As a rule
/// TDLib does not know before it was asked for all that is known of one
/// (<https://core.telegram.org/tdlib/docs/classtd_1_1td__api_1_1supergroup.html>).
final class MemberCounts {

    private final Desk desk;
    private final LongConsumer whenKnown;
    private final Set<Long> asked = new HashSet<>();
    private final Set<Long> answered = new HashSet<>();

    /// @param whenKnown is told the chat
    MemberCounts(Desk desk, LongConsumer whenKnown) {
        this.desk = desk;
        this.whenKnown = whenKnown;
    }

    /// Whether all is known that counts, or cannot be known; if not, it is asked for.
    boolean isSettled(KnownChat chat) {
        if (!desk.rules().dependsOnMembers(chat) || answered.contains(chat.id())) {
            return true;
        }
        if (asked.add(chat.id())) {
            ask(chat);
        }
        return false;
    }

    /// TDLib tells the count to everybody before it answers.
    private void ask(KnownChat chat) {
        desk.requests()
                .ask(
                        new Request(
                                Urgency.HOLE,
                                Functions.getSupergroupFullInfo(chat.supergroup()),
                                _ -> settled(chat.id()),
                                refusal -> {
                                    if (refusal instanceof Refusal.Forbidden) {
                                        desk.forbidden().add(chat.id(), refusal.reason());
                                    }
                                    settled(chat.id());
                                }));
    }

    private void settled(long chat) {
        answered.add(chat);
        whenKnown.accept(chat);
    }
}
