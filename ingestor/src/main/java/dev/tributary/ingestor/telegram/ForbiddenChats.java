package dev.tributary.ingestor.telegram;

import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Chats that Telegram does not show the account, or no longer. They are left until the next start.
final class ForbiddenChats {

    private static final Logger LOG = LoggerFactory.getLogger(ForbiddenChats.class);

    private final String account;
    private final Map<Long, String> reasons = new TreeMap<>();

    ForbiddenChats(String account) {
        this.account = account;
    }

    void add(long chat, String reason) {
        if (reasons.putIfAbsent(chat, reason) == null) {
            LOG.atWarn()
                    .addKeyValue("account", account)
                    .addKeyValue("chat", chat)
                    .addKeyValue("error", reason)
                    .log("Telegram does not show the chat to the account; the others go on");
        }
    }

    boolean contains(long chat) {
        return reasons.containsKey(chat);
    }

    Map<Long, String> reasons() {
        return Map.copyOf(reasons);
    }
}
