package dev.tributary.ingestor.telegram.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ingestor.telegram.tdlib.TdError;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00.5Z");

    @Test
    void a_flood_wait_is_said_with_its_end() {
        TdError error = new TdError(429, "Too Many Requests: retry after 3600");

        assertThat(Refusal.sentence(error, NOON))
                .isEqualTo(
                        "Telegram takes no more attempts until 2026-11-20T13:00:00Z; try again"
                                + " then");
    }

    @ParameterizedTest
    @CsvSource({
        "400, PHONE_NUMBER_INVALID, with the country's code",
        "400, PHONE_NUMBER_BANNED, has banned this phone number",
        "400, PHONE_NUMBER_FLOOD, try again tomorrow",
        "400, PHONE_CODE_INVALID, the code is wrong",
        "400, PHONE_CODE_EXPIRED, the code has expired",
        "400, PASSWORD_HASH_INVALID, the password is wrong",
        "400, API_ID_INVALID, https://my.telegram.org",
        "406, UPDATE_APP_TO_LOGIN, too old",
        "401, Wrong database encryption key, database_key",
        "400, Can't lock file \"x\", stop the ingestor",
        "500, SOMETHING_NEW, SOMETHING_NEW (500)"
    })
    void each_refusal_is_a_sentence(int code, String reason, String words) {
        assertThat(Refusal.sentence(new TdError(code, reason), NOON)).contains(words);
    }
}
