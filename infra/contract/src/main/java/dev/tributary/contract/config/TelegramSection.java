package dev.tributary.contract.config;

import dev.tributary.contract.config.TelegramSettings.Account;
import dev.tributary.contract.config.TelegramSettings.Backfill;
import dev.tributary.contract.config.TelegramSettings.ChatType;
import dev.tributary.contract.config.TelegramSettings.Chats;
import dev.tributary.contract.config.TelegramSettings.Media;
import dev.tributary.contract.config.TelegramSettings.MediaType;
import dev.tributary.contract.config.TelegramSettings.SocksProxy;
import dev.tributary.contract.config.TelegramSettings.Sweep;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads `[telegram]` with its accounts.
final class TelegramSection {

    private static final List<String> ACCOUNT_KEYS =
            List.of(
                    "phone",
                    "database_key",
                    "database_key_file",
                    "include_chats",
                    "exclude_chats",
                    "chat_types",
                    "chat_max_members",
                    "backfill",
                    "backfill_types",
                    "backfill_max_members",
                    "backfill_max_age",
                    "media_types",
                    "media_max_megabytes",
                    "media_chats",
                    "sweep_window",
                    "sweep_interval",
                    "members_interval",
                    "requests_per_second");

    /// It becomes a directory's name.
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private static final int KEY_BYTES = 32;

    /// Channels and large groups are mostly other people's, and long.
    private static final Set<ChatType> BACKFILLED =
            Set.of(ChatType.PRIVATE, ChatType.GROUP, ChatType.SUPERGROUP);

    private static final int BACKFILLED_MEMBERS = 1_000;

    /// No group of Telegram's is as large.
    private static final int MOST_MEMBERS = 100_000_000;

    private static final Duration YEARS = Duration.ofDays(36_500);

    private TelegramSection() {}

    static TelegramSettings read(Section s) {
        Path library = s.path("library");
        String sha256 =
                s.parsed("library_sha256", "64 hexadecimal digits", TelegramSection::sha256);
        if (library != null) {
            sha256 = s.required("library_sha256", sha256);
        }
        Map<String, Account> accounts = accounts(s);
        int apiId = s.number("api_id", 0, 1, Integer.MAX_VALUE);
        Secret apiHash = s.secret("api_hash");
        if (!accounts.isEmpty()) {
            s.required("api_id", apiId == 0 ? null : apiId);
            apiHash = s.required("api_hash", apiHash);
        }
        var telegram =
                new TelegramSettings(
                        apiId == 0 ? null : apiId,
                        apiHash,
                        library,
                        sha256,
                        s.flag("test_servers", false),
                        s.parsed("proxy", "socks5://HOST:PORT", TelegramSection::proxy),
                        accounts);
        s.rejectUnknownKeys();
        return telegram;
    }

    private static String sha256(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (!SHA256.matcher(lower).matches()) {
            throw new IllegalArgumentException(text);
        }
        return lower;
    }

    private static SocksProxy proxy(String text) {
        URI uri = URI.create(text);
        if (!"socks5".equals(uri.getScheme())
                || uri.getHost() == null
                || uri.getPort() < 1
                || uri.getUserInfo() != null) {
            throw new IllegalArgumentException(text);
        }
        return new SocksProxy(uri.getHost(), uri.getPort());
    }

    private static Map<String, Account> accounts(Section all) {
        Map<String, Account> accounts = new TreeMap<>();
        for (String name : all.tables(ACCOUNT_KEYS)) {
            if (!NAME.matcher(name).matches()) {
                all.refuse(
                        name,
                        "is no name for an account: it is a directory's name too, so it has"
                                + " letters, digits, \"-\" and \"_\", at most 64");
            }
            accounts.put(name, account(all.table(name)));
        }
        return accounts;
    }

    private static Account account(Section s) {
        var account =
                new Account(
                        s.text("phone"),
                        databaseKey(s),
                        chats(s),
                        backfill(s),
                        media(s),
                        sweep(s),
                        s.number("requests_per_second", 30, 1, 30));
        s.rejectUnknownKeys();
        return account;
    }

    /// TDLib takes a key of any length, and none at all.
    private static @Nullable Secret databaseKey(Section s) {
        Secret key = s.secret("database_key");
        if (key != null && !isKey(key.value())) {
            s.refuse(
                    "database_key",
                    "is not "
                            + KEY_BYTES
                            + " bytes in Base64; make one with \"openssl rand -base64 32\"");
        }
        return key;
    }

    private static boolean isKey(String base64) {
        try {
            return Base64.getDecoder().decode(base64).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Chats chats(Section s) {
        return new Chats(
                s.texts("include_chats"),
                s.texts("exclude_chats"),
                chatTypes(s, "chat_types", ChatType.ALL),
                s.number("chat_max_members", 0, 0, MOST_MEMBERS));
    }

    private static Backfill backfill(Section s) {
        return new Backfill(
                s.flag("backfill", true),
                chatTypes(s, "backfill_types", BACKFILLED),
                s.number("backfill_max_members", BACKFILLED_MEMBERS, 0, MOST_MEMBERS),
                maxAge(s));
    }

    private static @Nullable Duration maxAge(Section s) {
        Duration age = s.duration("backfill_max_age", YEARS, Duration.ofHours(1), YEARS);
        return age.equals(YEARS) ? null : age;
    }

    private static Media media(Section s) {
        return new Media(
                s.parsedAll("media_types", Values.words(MediaType.class), TelegramSection::media),
                s.number("media_max_megabytes", 20, 1, 4_096),
                s.texts("media_chats"));
    }

    private static Sweep sweep(Section s) {
        Duration least = Duration.ofMinutes(1);
        return new Sweep(
                s.duration("sweep_window", Duration.ofDays(7), least, Duration.ofDays(365)),
                s.duration("sweep_interval", Duration.ofHours(1), least, Duration.ofDays(7)),
                s.duration("members_interval", Duration.ofHours(6), least, Duration.ofDays(7)));
    }

    private static Set<ChatType> chatTypes(Section s, String key, Set<ChatType> otherwise) {
        Set<ChatType> types =
                s.parsedAll(
                        key,
                        Values.words(ChatType.class),
                        text -> ChatType.valueOf(text.toUpperCase(Locale.ROOT)));
        return types.isEmpty() ? otherwise : types;
    }

    private static MediaType media(String text) {
        return MediaType.valueOf(text.toUpperCase(Locale.ROOT));
    }
}
