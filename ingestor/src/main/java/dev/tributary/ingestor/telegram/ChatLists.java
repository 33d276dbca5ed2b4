package dev.tributary.ingestor.telegram;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes TDLib tell all chats of the account: what it has not loaded it does not know.
final class ChatLists {

    private static final Logger LOG = LoggerFactory.getLogger(ChatLists.class);

    private final Desk desk;
    private final Runnable whenAllAreTold;
    private final Deque<String> lists =
            new ArrayDeque<>(List.of("chatListMain", "chatListArchive"));

    ChatLists(Desk desk, Runnable whenAllAreTold) {
        this.desk = desk;
        this.whenAllAreTold = whenAllAreTold;
    }

    void load() {
        String list = lists.peekFirst();
        if (list == null) {
            whenAllAreTold.run();
            return;
        }
        desk.requests()
                .ask(
                        new Request(
                                Urgency.HOLE,
                                Functions.loadChats(list),
                                _ -> load(),
                                refusal -> ended(list, refusal)));
    }

    /// The error 404 is TDLib's word for the end of the list.
    private void ended(String list, Refusal refusal) {
        if (!(refusal instanceof Refusal.Exhausted)) {
            LOG.atWarn()
                    .addKeyValue("account", desk.name())
                    .addKeyValue("event", list)
                    .addKeyValue("error", refusal.reason())
                    .log("A list of chats is not given whole; its other chats wait for a message");
        }
        lists.removeFirst();
        load();
    }
}
