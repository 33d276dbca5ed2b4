package dev.tributary.ingestor.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.contract.config.Secret;
import dev.tributary.contract.config.SettingsLoader;
import dev.tributary.contract.config.TelegramSettings;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.ingestor.telegram.tdlib.TdSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountHomeTest {

    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    @TempDir private Path directory;

    private final Random random = new Random(1);

    @Test
    void the_key_is_made_once_and_nobody_else_may_enter() throws Exception {
        // Given
        TelegramSettings telegram = settings(Map.of());

        // When
        TdSession session = open(telegram);

        // Then
        assertThat(Base64.getDecoder().decode(session.key().value())).hasSize(32);
        assertThat(open(telegram)).isEqualTo(session);
        assertThat(rights("telegram")).isEqualTo("rwx------");
        assertThat(rights("telegram/alice")).isEqualTo("rwx------");
        assertThat(rights("telegram/alice/session")).isEqualTo("rwx------");
        assertThat(rights("telegram/alice/database-key")).isEqualTo("rw-------");
    }

    @Test
    void rights_that_somebody_widened_are_taken_back() throws Exception {
        // Given
        TelegramSettings telegram = settings(Map.of());
        open(telegram);
        widen("telegram/alice/database-key");
        widen("telegram/alice");

        // When
        open(telegram);

        // Then
        assertThat(rights("telegram/alice")).isEqualTo("rwx------");
        assertThat(rights("telegram/alice/database-key")).isEqualTo("rw-------");
    }

    @Test
    void a_configured_key_is_written_nowhere() throws Exception {
        // When
        TdSession session = open(settings(Map.of("TRIBUTARY_TELEGRAM_ALICE_DATABASE_KEY", KEY)));

        // Then
        assertThat(session.key()).isEqualTo(new Secret(KEY));
        assertThat(directory.resolve("telegram/alice/database-key")).doesNotExist();
    }

    @Test
    void what_is_removed_leaves_nothing() throws Exception {
        // Given
        open(settings(Map.of()));
        Files.writeString(directory.resolve("telegram/alice/session/td.binlog"), "x");
        AccountHome home = home();
        assertThat(home.hasSession()).isTrue();

        // When
        home.delete();

        // Then
        assertThat(home.hasSession()).isFalse();
        assertThat(directory.resolve("telegram/alice")).doesNotExist();
    }

    @Test
    void a_session_was_last_used_when_tdlib_last_wrote_to_it() throws Exception {
        // Given
        open(settings(Map.of()));
        assertThat(home().lastUsed()).isEmpty();
        Instant then = Instant.parse("2026-11-18T12:00:00Z");
        Path binlog = Files.writeString(directory.resolve("telegram/alice/session/td.binlog"), "x");

        // When
        Files.setLastModifiedTime(binlog, FileTime.from(then));

        // Then
        assertThat(home().lastUsed()).contains(then);
    }

    private AccountHome home() {
        return AccountHome.of(new DataDirectory(directory), "alice");
    }

    private TdSession open(TelegramSettings telegram) {
        return home().open(telegram, telegram.accounts().get("alice"), random);
    }

    private static TelegramSettings settings(Map<String, String> more) {
        Map<String, String> environment =
                new HashMap<>(
                        Map.of(
                                "TRIBUTARY_TELEGRAM_API_ID", "1",
                                "TRIBUTARY_TELEGRAM_API_HASH", "hash",
                                "TRIBUTARY_TELEGRAM_ALICE_PHONE", "+79991234567"));
        environment.putAll(more);
        return SettingsLoader.load(null, environment).telegram();
    }

    private String rights(String path) throws IOException {
        return PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve(path)));
    }

    private void widen(String path) throws IOException {
        Files.setPosixFilePermissions(
                directory.resolve(path), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
