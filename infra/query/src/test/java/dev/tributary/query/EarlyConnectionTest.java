package dev.tributary.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.contract.config.Secret;
import dev.tributary.contract.runtime.Endpoints;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EarlyConnectionTest {

    /// Nothing listens there.
    private static final Endpoints.Postgres CLOSED =
            new Endpoints.Postgres("jdbc:postgresql://127.0.0.1:1/none", "u", new Secret("p"));

    @Test
    void isNoneWhereTheGuessFails() throws SQLException {
        EarlyConnection early =
                EarlyConnection.open(() -> {
                    throw new IOException("no such file");
                });

        assertThat(early.take(CLOSED)).isNull();
    }

    @Test
    void isNoneWherePostgresDoesNotAnswer() throws SQLException {
        EarlyConnection early = EarlyConnection.open(() -> Optional.of(CLOSED));

        assertThat(early.take(CLOSED)).isNull();
    }

    @Test
    void isNoneWhereNothingWasOpened() throws SQLException {
        EarlyConnection early = EarlyConnection.none();

        assertThat(early.take(CLOSED)).isNull();
    }
}
