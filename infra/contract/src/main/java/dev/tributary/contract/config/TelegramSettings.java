package dev.tributary.contract.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Section `[telegram]`: what all accounts share, and the accounts.
///
/// @param apiId of the application, from <https://my.telegram.org>; null where there is no account
/// @param apiHash beside it
/// @param library TDLib of one's own; null: the one that `ingestor telegram install` got
/// @param librarySha256 what that file must be, in hexadecimal; null if `library` is
/// @param testServers Telegram's test servers in place of the real ones: other accounts, no real
///   chats
/// @param proxy through which all connections go; null: straight
/// @param accounts section `[telegram.NAME]`
public record TelegramSettings(
        @Nullable Integer apiId,
        @Nullable Secret apiHash,
        @Nullable Path library,
        @Nullable String librarySha256,
        boolean testServers,
        @Nullable SocksProxy proxy,
        Map<String, Account> accounts) {

    public TelegramSettings {
        accounts = Map.copyOf(accounts);
    }

    /// A SOCKS5 server.
    public record SocksProxy(String host, int port) {}

    /// What a chat is. A group that has grown is a supergroup.
    public enum ChatType {
        PRIVATE,
        GROUP,
        SUPERGROUP,
        CHANNEL;

        static final Set<ChatType> ALL = Collections.unmodifiableSet(EnumSet.allOf(ChatType.class));
    }

    /// What a file is in its message.
    public enum MediaType {
        PHOTO,
        VIDEO,
        AUDIO,
        VOICE,
        VIDEO_NOTE,
        ANIMATION,
        STICKER,
        DOCUMENT
    }

    /// Section `[telegram.NAME]`, one an account; NAME is the operator's own word for it in logs,
    /// status and the data directory.
    ///
    /// @param phone with which `ingestor telegram login` begins; null: it asks
    /// @param databaseKey 32 random bytes in Base64, with which the session is encrypted; null:
    ///   kept in a file beside the session
    /// @param requestsPerSecond the ceiling of all requests of this account
    public record Account(
            @Nullable String phone,
            @Nullable Secret databaseKey,
            Chats chats,
            Backfill backfill,
            Media media,
            Sweep sweep,
            int requestsPerSecond) {}

    /// Which chats are read at all.
    ///
    /// @param include glob patterns over chat ids and titles; empty means all
    /// @param exclude glob patterns; a chat that both lists match is left out
    /// @param types those to read
    /// @param maxMembers larger groups and channels are left out; 0: none is too large
    public record Chats(
            List<String> include, List<String> exclude, Set<ChatType> types, int maxMembers) {
        public Chats {
            include = List.copyOf(include);
            exclude = List.copyOf(exclude);
            types = Set.copyOf(types);
        }
    }

    /// Which history is fetched, of the chats that are read.
    ///
    /// @param enabled false: what happens from now on, and what is missed, but nothing older
    /// @param types those whose history is fetched
    /// @param maxMembers the history of larger groups and channels is left; 0: none is too large
    /// @param maxAge older messages are left; null: to the beginning
    public record Backfill(
            boolean enabled, Set<ChatType> types, int maxMembers, @Nullable Duration maxAge) {
        public Backfill {
            types = Set.copyOf(types);
        }
    }

    /// Which files are fetched; what is known of a file without fetching it is always kept.
    ///
    /// @param types those to fetch; empty: no files
    /// @param maxMegabytes larger files are left
    /// @param include glob patterns over chat ids and titles; empty means all chats that are read
    public record Media(Set<MediaType> types, int maxMegabytes, List<String> include) {
        public Media {
            types = Set.copyOf(types);
            include = List.copyOf(include);
        }
    }

    /// How missed changes are found: edits and deletions that TDLib did not hand over are seen when
    /// the messages are read again.
    ///
    /// @param window how old a message may be to be read again
    /// @param interval between two rounds
    /// @param membersInterval between two looks at contacts and members
    public record Sweep(Duration window, Duration interval, Duration membersInterval) {}
}
