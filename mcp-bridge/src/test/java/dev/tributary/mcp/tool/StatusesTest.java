package dev.tributary.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.contract.question.Ask;
import dev.tributary.contract.question.Scope;
import dev.tributary.mcp.archive.Archive;
import dev.tributary.mcp.client.Client;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class StatusesTest {

    private static final Instant NOW = Instant.parse("2026-02-01T00:00:00Z");
    private static final Client CLIENT = new Client("claude", Scope.ALL);

    private Instant now = NOW;

    @Test
    void are_asked_for_again_after_an_archive_that_broke() throws Exception {
        // Given
        Statuses statuses = new Statuses(new BrokenAtFirst(), new Moving());
        statuses.prepare(CLIENT);
        assertThat(statuses.of(CLIENT)).isNull();
        now = now.plus(Duration.ofMinutes(1));

        // When
        statuses.prepare(CLIENT);

        // Then
        assertThat(statuses.of(CLIENT)).isNotNull();
    }

    /// As an archive that meets what it does not expect.
    private static final class BrokenAtFirst implements Archive {

        private final AtomicInteger asked = new AtomicInteger();

        @Override
        public ObjectNode ask(Ask ask, Consumer<String> progress) {
            if (asked.incrementAndGet() == 1) {
                throw new IllegalStateException("on purpose");
            }
            ObjectNode envelope = JsonMapper.shared().createObjectNode();
            envelope.putObject("data");
            return envelope;
        }

        @Override
        public void close() {}
    }

    private final class Moving extends Clock {

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }
}
