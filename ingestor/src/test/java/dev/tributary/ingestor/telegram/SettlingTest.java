package dev.tributary.ingestor.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ingestor.telegram.tdlib.TdUpdate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class SettlingTest {

    private Instant now = Instant.parse("2026-11-02T12:00:00Z");
    private int settled;
    private final Settling settling = new Settling(() -> settled++, new Time());

    @Test
    void a_session_is_settled_once_it_was_ready_for_a_while() {
        connection("Ready");
        pass(Duration.ofSeconds(9));
        message();
        assertThat(settled).isZero();

        pass(Duration.ofSeconds(1));
        message();
        message();

        assertThat(settled).isEqualTo(1);
    }

    @Test
    void the_while_begins_anew_with_each_connection() {
        connection("Ready");
        pass(Duration.ofSeconds(9));
        connection("Updating");
        pass(Duration.ofSeconds(9));
        message();
        connection("Ready");
        pass(Duration.ofSeconds(9));
        message();

        assertThat(settled).isZero();
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private void connection(String state) {
        ObjectNode update = update("updateConnectionState");
        update.putObject("state").put("@type", "connectionState" + state);
        settling.accept(new TdUpdate("updateConnectionState", update, update.toString()));
    }

    private void message() {
        ObjectNode update = update("updateNewMessage");
        settling.accept(new TdUpdate("updateNewMessage", update, update.toString()));
    }

    private static ObjectNode update(String type) {
        return JsonMapper.shared().createObjectNode().put("@type", type);
    }

    private final class Time extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
