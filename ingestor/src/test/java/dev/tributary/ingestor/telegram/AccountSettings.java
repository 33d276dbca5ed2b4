package dev.tributary.ingestor.telegram;

import dev.tributary.contract.config.TelegramSettings.Account;
import dev.tributary.contract.config.TelegramSettings.Backfill;
import dev.tributary.contract.config.TelegramSettings.ChatType;
import dev.tributary.contract.config.TelegramSettings.Chats;
import dev.tributary.contract.config.TelegramSettings.Media;
import dev.tributary.contract.config.TelegramSettings.MediaType;
import dev.tributary.contract.config.TelegramSettings.Sweep;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Settings of accounts, for tests.
public final class AccountSettings {

    private static final Set<ChatType> ALL = EnumSet.allOf(ChatType.class);

    private AccountSettings() {}

    /// Every chat with all its history, and no files.
    public static Account everything() {
        return account(new Backfill(true, ALL, 0, null));
    }

    /// Everything, and these files.
    static Account withFiles(Set<MediaType> types, int maxMegabytes) {
        return account(new Backfill(true, ALL, 0, null), new Media(types, maxMegabytes, List.of()));
    }

    /// Every chat, and the history of groups with so many members at most.
    static Account withHistoryUpTo(int members) {
        return account(new Backfill(true, ALL, members, null));
    }

    static Account withoutBackfill() {
        return account(new Backfill(false, ALL, 0, null));
    }

    private static Account account(Backfill backfill) {
        return account(backfill, new Media(Set.of(), 20, List.of()));
    }

    private static Account account(Backfill backfill, Media media) {
        return new Account(
                null,
                null,
                new Chats(List.of(), List.of(), ALL, 0),
                backfill,
                media,
                new Sweep(Duration.ofDays(2), Duration.ofHours(1), Duration.ofHours(6)),
                30);
    }
}
