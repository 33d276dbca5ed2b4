package dev.tributary.contract.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tributary.contract.config.TelegramSettings.Account;
import dev.tributary.contract.config.TelegramSettings.Backfill;
import dev.tributary.contract.config.TelegramSettings.ChatType;
import dev.tributary.contract.config.TelegramSettings.Chats;
import dev.tributary.contract.config.TelegramSettings.Media;
import dev.tributary.contract.config.TelegramSettings.MediaType;
import dev.tributary.contract.config.TelegramSettings.Sweep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TelegramSettingsTest {

    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    @TempDir private Path directory;

    @Test
    void pins_the_defaults_of_an_account() throws IOException {
        Path file =
                write(
                        """
                        [telegram]
                        api_id = 12345
                        api_hash = "0123456789abcdef0123456789abcdef"
                        [telegram.alice]
                        """);

        TelegramSettings telegram = SettingsLoader.load(file, Map.of()).telegram();

        assertThat(telegram.toString())
                .isEqualTo(
                        "TelegramSettings[apiId=12345, apiHash=***, library=null,"
                                + " librarySha256=null, testServers=false, proxy=null,"
                                + " accounts={alice="
                                + telegram.accounts().get("alice")
                                + "}]");
        TelegramSettings.Account alice = telegram.accounts().get("alice");
        assertThat(alice.phone()).isNull();
        assertThat(alice.databaseKey()).isNull();
        assertThat(alice.requestsPerSecond()).isEqualTo(30);
        assertThat(alice.chats())
                .isEqualTo(new Chats(List.of(), List.of(), Set.of(ChatType.values()), 0));
        assertThat(alice.backfill())
                .isEqualTo(
                        new Backfill(
                                true,
                                Set.of(ChatType.PRIVATE, ChatType.GROUP, ChatType.SUPERGROUP),
                                1_000,
                                null));
        assertThat(alice.media()).isEqualTo(new Media(Set.of(), 20, List.of()));
        assertThat(alice.sweep())
                .isEqualTo(new Sweep(Duration.ofDays(7), Duration.ofHours(1), Duration.ofHours(6)));
    }

    @Test
    void reads_all_that_can_be_said_of_an_account() throws IOException {
        Path key = Files.writeString(directory.resolve("key"), KEY + "\n");
        Path file =
                write(
                        """
                        [telegram]
                        api_id = 12345
                        api_hash = "0123456789abcdef0123456789abcdef"
                        library = "libtdjson.so"
                        library_sha256 = "%s"
                        proxy = "socks5://127.0.0.1:1080"
                        [telegram.alice]
                        phone = "+79991234567"
                        include_chats = ["*"]
                        exclude_chats = ["News*"]
                        chat_types = ["private", "group"]
                        chat_max_members = 500
                        backfill = false
                        backfill_types = ["channel"]
                        backfill_max_members = 0
                        backfill_max_age = "30d"
                        media_types = ["photo", "video_note"]
                        media_max_megabytes = 5
                        media_chats = ["Family"]
                        sweep_window = "2d"
                        sweep_interval = "10m"
                        members_interval = "1h"
                        requests_per_second = 5
                        """
                                .formatted("AB".repeat(32)));

        TelegramSettings telegram =
                SettingsLoader.load(
                                file,
                                Map.of(
                                        "TRIBUTARY_TELEGRAM_ALICE_DATABASE_KEY_FILE",
                                        key.toString()))
                        .telegram();

        assertThat(telegram.library()).isEqualTo(directory.toRealPath().resolve("libtdjson.so"));
        assertThat(telegram.librarySha256()).isEqualTo("ab".repeat(32));
        assertThat(telegram.proxy()).isEqualTo(new TelegramSettings.SocksProxy("127.0.0.1", 1080));
        assertThat(telegram.accounts().get("alice"))
                .isEqualTo(
                        new Account(
                                "+79991234567",
                                new Secret(KEY),
                                new Chats(
                                        List.of("*"),
                                        List.of("News*"),
                                        Set.of(ChatType.PRIVATE, ChatType.GROUP),
                                        500),
                                new Backfill(
                                        false, Set.of(ChatType.CHANNEL), 0, Duration.ofDays(30)),
                                new Media(
                                        Set.of(MediaType.PHOTO, MediaType.VIDEO_NOTE),
                                        5,
                                        List.of("Family")),
                                new Sweep(
                                        Duration.ofDays(2),
                                        Duration.ofMinutes(10),
                                        Duration.ofHours(1)),
                                5));
    }

    @Test
    void an_account_may_stand_in_the_environment_alone() {
        Map<String, String> environment =
                Map.of(
                        "TRIBUTARY_TELEGRAM_API_ID", "12345",
                        "TRIBUTARY_TELEGRAM_API_HASH", "0123456789abcdef0123456789abcdef",
                        "TRIBUTARY_TELEGRAM_BOB_BACKFILL_MAX_MEMBERS", "7",
                        "TRIBUTARY_TELEGRAM_BOB_CHAT_TYPES", "private,group");

        Map<String, Account> accounts =
                SettingsLoader.load(null, environment).telegram().accounts();

        assertThat(accounts).containsOnlyKeys("bob");
        assertThat(accounts.get("bob").backfill().maxMembers()).isEqualTo(7);
    }

    @Test
    void reports_every_problem_at_once() throws IOException {
        Path file =
                write(
                        """
                        [telegram]
                        library = "/opt/libtdjson.so"
                        proxy = "http://127.0.0.1:1"
                        [telegram."../alice"]
                        chat_types = ["secret"]
                        requests_per_second = 31
                        """);

        assertThatExceptionOfType(InvalidSettings.class)
                .isThrownBy(() -> SettingsLoader.load(file, Map.of()))
                .satisfies(e ->
                        assertThat(e.problems())
                                .satisfiesExactlyInAnyOrder(
                                        p -> assertThat(p).startsWith("telegram.library_sha256 is"),
                                        p -> assertThat(p).startsWith("telegram.proxy (line 3)"),
                                        p -> assertThat(p).contains("is no name for an account"),
                                        p ->
                                                assertThat(p)
                                                        .contains("chat_types")
                                                        .contains("private, group, supergroup"),
                                        p -> assertThat(p).contains("from 1 to 30"),
                                        p -> assertThat(p).startsWith("telegram.api_id is missing"),
                                        p -> assertThat(p).startsWith("telegram.api_hash is")));
    }

    @Test
    void a_key_that_is_none_and_a_name_that_is_taken_are_refused() throws IOException {
        Path file =
                write(
                        """
                        [vkteams.work]
                        base_url = "https://myteam.example/bot/v1"
                        token = "001.1.1:1"
                        [telegram]
                        api_id = 12345
                        api_hash = "0123456789abcdef0123456789abcdef"
                        [telegram.work]
                        [telegram.short]
                        database_key = "a2V5"
                        [telegram.words]
                        database_key = "correct horse battery staple"
                        """);

        assertThatExceptionOfType(InvalidSettings.class)
                .isThrownBy(() -> SettingsLoader.load(file, Map.of()))
                .satisfies(e ->
                        assertThat(e.problems())
                                .satisfiesExactlyInAnyOrder(
                                        p ->
                                                assertThat(p)
                                                        .startsWith("telegram.short.database_key")
                                                        .contains("openssl rand -base64 32"),
                                        p ->
                                                assertThat(p)
                                                        .startsWith("telegram.words.database_key")
                                                        .doesNotContain("horse"),
                                        p ->
                                                assertThat(p)
                                                        .startsWith("telegram.work")
                                                        .contains("[vkteams.work]")));
    }

    private Path write(String toml) throws IOException {
        return Files.writeString(directory.resolve("tributary.toml"), toml);
    }
}
