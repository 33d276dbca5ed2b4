package dev.tributary.ingestor.telegram;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.ingestor.source.AccountRejected;
import dev.tributary.simulator.telegram.conduct.Revocation;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Telegram signs the account out while it is read.
@Tag("stack")
@Timeout(120)
class SignedOutAccountIT {

    @TempDir private Path directory;
    private ReadAccount ann;

    @BeforeEach
    void read() throws Exception {
        ann = ReadAccount.signedIn(directory);
        ann.log().start();
        ann.readUntilAllIsThere();
    }

    @AfterEach
    void nothingWasWritten() throws Exception {
        ann.close();
    }

    @ParameterizedTest
    @EnumSource(Revocation.class)
    void it_is_refused_with_what_to_do(Revocation reason) {
        ann.telegram().revoke(ann.account(), reason);

        assertThatThrownBy(() -> ann.readUntil(() -> false))
                .isInstanceOf(AccountRejected.class)
                .hasMessageContaining("Telegram has signed this account out")
                .hasMessageNotContaining("Unauthorized")
                .hasMessageContaining("\"ingestor telegram login --name");
    }
}
