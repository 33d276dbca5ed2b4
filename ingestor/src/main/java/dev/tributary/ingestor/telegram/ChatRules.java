package dev.tributary.ingestor.telegram;

import dev.tributary.contract.config.TelegramSettings.Account;
import dev.tributary.contract.config.TelegramSettings.ChatType;
import dev.tributary.ingestor.source.ChatPatterns;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The operator's rules: which chats are read, and whose history is fetched in which order.
final class ChatRules {

    /// Where people know each other; a basic group can have no more.
    private static final int SMALL = 200;

    private final Account settings;
    private final ChatPatterns include;
    private final ChatPatterns exclude;

    ChatRules(Account settings) {
        this.settings = settings;
        this.include = ChatPatterns.of(settings.chats().include());
        this.exclude = ChatPatterns.of(settings.chats().exclude());
    }

    boolean selects(KnownChat chat) {
        String id = Long.toString(chat.id());
        return chat.type() != null
                && settings.chats().types().contains(chat.type())
                && fits(chat, settings.chats().maxMembers())
                && (include.isEmpty() || include.match(id, chat.title()))
                && !exclude.match(id, chat.title());
    }

    /// Of a chat that is read.
    boolean fetchesHistory(KnownChat chat) {
        return settings.backfill().enabled()
                && chat.type() != null
                && settings.backfill().types().contains(chat.type())
                && fits(chat, settings.backfill().maxMembers());
    }

    /// Whether that hangs on a count that TDLib does not know.
    boolean dependsOnMembers(KnownChat chat) {
        return settings.backfill().maxMembers() > 0
                && chat.members() == 0
                && (chat.type() == ChatType.SUPERGROUP || chat.type() == ChatType.CHANNEL);
    }

    /// What was sent before it is left; null: nothing is.
    @Nullable Instant oldest(Instant now) {
        return settings.backfill().maxAge() == null
                ? null
                : now.minus(settings.backfill().maxAge());
    }

    /// The smaller first.
    int rank(KnownChat chat) {
        return switch (chat.type()) {
            case PRIVATE -> 0;
            case GROUP -> 1;
            case SUPERGROUP -> chat.members() <= SMALL ? 1 : 2;
            case CHANNEL -> 3;
            case null -> 3;
        };
    }

    /// A chat between two has two, whatever TDLib says.
    private static boolean fits(KnownChat chat, int most) {
        return most == 0 || chat.type() == ChatType.PRIVATE || chat.members() <= most;
    }
}
