package dev.tributary.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.cli.Asking;
import dev.tributary.contract.config.Secret;
import dev.tributary.contract.config.Settings;
import dev.tributary.contract.config.SettingsLoader;
import dev.tributary.contract.runtime.Endpoints;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StackReaderTest {

    private static final Settings SETTINGS = SettingsLoader.load(null, Map.of());
    private static final Endpoints ENDPOINTS =
            new Endpoints(
                    1,
                    new Endpoints.Kafka(Map.of()),
                    new Endpoints.Postgres("jdbc:postgresql://nowhere/none", "x", new Secret("x")),
                    null);

    @Test
    @Timeout(30)
    void doesNotWaitForAPostgresThatHangs() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Asking hanging =
                (_, _, _) -> {
                    try {
                        never.await();
                    } finally {
                        interrupted.countDown();
                    }
                    throw new AssertionError("went on");
                };
        StackReader reader = new StackReader(hanging, ENDPOINTS, SETTINGS, Duration.ofMillis(20));

        assertThat(reader.archive()).isNull();
        assertThat(reader.away())
                .singleElement()
                .asString()
                .startsWith("Postgres does not answer: it has said nothing for");
        assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
    }
}
