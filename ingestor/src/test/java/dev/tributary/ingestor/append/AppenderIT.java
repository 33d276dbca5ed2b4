package dev.tributary.ingestor.append;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.contract.config.Secret;
import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.identity.Service;
import dev.tributary.contract.raw.Origin;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.contract.topic.Topics;
import dev.tributary.log.DeadLetters;
import dev.tributary.log.LogClients;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("stack")
class AppenderIT {

    private final AccountId account =
            new AccountId(Service.VKTEAMS, "appender-" + UUID.randomUUID());

    @Test
    void a_stream_that_was_never_read_has_no_cursor() {
        try (Appender appender = open(Writer.LIVE)) {
            assertThat(appender.cursor()).isEmpty();
        }
    }

    @Test
    void a_broker_whose_name_means_nothing_is_unavailable_and_no_crash() {
        var nowhere =
                new LogClients(
                        new Endpoints.Kafka(
                                Map.of("bootstrap.servers", new Secret("no-such-host.invalid:1"))));

        assertThatThrownBy(() ->
                        Appender.open(
                                nowhere, CursorKey.live(account), Writer.LIVE, Clock.systemUTC()))
                .isInstanceOf(LogUnavailable.class)
                .hasMessageContaining("\"" + account + "\"");
    }

    @Test
    void the_next_appender_goes_on_from_the_last_committed_cursor() {
        try (Appender first = open(Writer.LIVE)) {
            append(first, 1);
            append(first, 2);
            first.commit();
        }

        try (Appender second = open(Writer.LIVE)) {
            assertThat(second.cursor()).contains(new Cursor("2"));
            assertThat(RawLog.eventIdsOf(account, Origin.LIVE)).containsExactly("1", "2");
        }
    }

    @Test
    void further_streams_move_with_the_events_of_their_step() {
        try (Appender first = open(Writer.LIVE)) {
            first.append(List.of(), new Cursor("1"), Map.of("chat:5", new Cursor("10")));
            first.append(List.of(), new Cursor("2"), Map.of("chat:5", new Cursor("11")));
            first.commit();
            first.append(List.of(), new Cursor("3"), Map.of("chat:5", new Cursor("12")));
        }

        try (Appender second = open(Writer.LIVE)) {
            assertThat(second.streams())
                    .containsOnly(
                            Map.entry("live", new Cursor("2")),
                            Map.entry("chat:5", new Cursor("11")));
        }
    }

    @Test
    void what_was_sent_and_not_committed_leaves_no_trace() {
        try (Appender crashing = open(Writer.LIVE)) {
            append(crashing, 1);
            crashing.commit();
            append(crashing, 2);
        }

        try (Appender next = open(Writer.LIVE)) {
            assertThat(next.cursor()).contains(new Cursor("1"));
            append(next, 2);
            next.commit();
        }
        assertThat(RawLog.eventIdsOf(account, Origin.LIVE)).containsExactly("1", "2");
    }

    @Test
    void a_newer_appender_of_the_account_stops_the_older() {
        try (Appender older = open(Writer.LIVE);
                Appender newer = open(Writer.LIVE)) {
            append(newer, 1);
            newer.commit();

            assertThatThrownBy(
                            () -> {
                                append(older, 1);
                                older.commit();
                            })
                    .isInstanceOf(WriterFenced.class)
                    .hasMessageContaining("another process writes the account \"" + account);
        }
        assertThat(RawLog.eventIdsOf(account, Origin.LIVE)).containsExactly("1");
    }

    @Test
    void an_import_does_not_stop_the_live_writer() {
        try (Appender live = open(Writer.LIVE);
                Appender imports = open(Writer.IMPORT)) {
            append(imports, 7);
            imports.commit();

            append(live, 8);
            live.commit();
        }
        assertThat(RawLog.eventIdsOf(account, Origin.LIVE)).containsExactlyInAnyOrder("7", "8");
    }

    @Test
    void an_event_that_the_log_cannot_hold_is_dead_lettered_cut_and_the_cursor_moves_on() {
        byte[] huge = new byte[Topics.MAX_RECORD_BYTES + 1];
        try (Appender appender = open(Writer.LIVE)) {
            appender.append(List.of(RawLog.event(account, "1", huge)), new Cursor("1"));
            append(appender, 2);
            appender.commit();

            assertThat(appender.tally()).isEqualTo(new Tally(1, 1));
            assertThat(appender.cursor()).contains(new Cursor("2"));
        }
        assertThat(RawLog.eventIdsOf(account, Origin.LIVE)).containsExactly("2");
        assertThat(RawLog.deadLettersOf(account))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.value()).hasSize(64 * 1024);
                    assertThat(DeadLetters.describe(letter.headers()))
                            .containsEntry("event-id", "1")
                            .containsEntry(DeadLetters.STAGE, "ingest")
                            .containsEntry(DeadLetters.FULL_LENGTH, "16777217");
                });
    }

    @Test
    void the_largest_event_that_fits_is_kept_whole_though_it_does_not_compress() {
        byte[] noise = new byte[Topics.MAX_RECORD_BYTES - 9 * 1024];
        new java.util.Random(1).nextBytes(noise);

        try (Appender appender = open(Writer.LIVE)) {
            appender.append(List.of(RawLog.event(account, "1", noise)), new Cursor("1"));
            appender.commit();
        }

        assertThat(RawLog.eventsOf(account, Origin.LIVE))
                .singleElement()
                .satisfies(event -> assertThat(event.value()).isEqualTo(noise));
    }

    @Test
    void a_transaction_ends_by_itself_at_500_records() {
        try (Appender appender = open(Writer.LIVE)) {
            IntStream.rangeClosed(1, 501).forEach(id -> append(appender, id));

            assertThat(appender.tally().saved()).isEqualTo(500);
            assertThat(appender.cursor()).contains(new Cursor("500"));
        }
    }

    @Test
    void a_transaction_ends_by_itself_after_200_milliseconds() {
        var clock = new SteppingClock(Duration.ofMillis(120));
        try (Appender appender =
                Appender.open(RawLog.clients(), CursorKey.live(account), Writer.LIVE, clock)) {
            append(appender, 1);
            boolean open = appender.cursor().isEmpty();
            append(appender, 2);

            assertThat(open).isTrue();
            assertThat(appender.cursor()).contains(new Cursor("2"));
        }
    }

    @Test
    void only_the_cursor_moves_where_a_step_has_no_events() {
        try (Appender appender = open(Writer.LIVE)) {
            appender.append(List.of(), new Cursor("9"));
            appender.commit();
        }

        try (Appender next = open(Writer.LIVE)) {
            assertThat(next.cursor()).contains(new Cursor("9"));
        }
    }

    @Test
    void a_cursor_behind_the_open_transaction_of_another_account_is_found() throws Exception {
        try (var other =
                        RawLog.clients()
                                .producer(
                                        Map.of(
                                                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                                                "other-" + account));
                Appender first = open(Writer.LIVE)) {
            other.initTransactions();
            other.beginTransaction();
            other.send(cursorOfSomebodyElse(other)).get();
            append(first, 1);
            first.commit();

            var second = CompletableFuture.supplyAsync(() -> open(Writer.LIVE));
            assertThatThrownBy(() -> second.get(1, TimeUnit.SECONDS))
                    .isInstanceOf(TimeoutException.class);
            other.abortTransaction();

            try (Appender opened = second.get(20, TimeUnit.SECONDS)) {
                assertThat(opened.cursor()).contains(new Cursor("1"));
            }
        }
    }

    private ProducerRecord<String, byte[]> cursorOfSomebodyElse(Producer<?, ?> producer) {
        String topic = Topics.CURSORS.value();
        int partition = CursorReader.partition(account, producer.partitionsFor(topic).size());
        return new ProducerRecord<>(topic, partition, "other", "1".getBytes(UTF_8));
    }

    @Test
    void a_cursor_far_behind_the_end_of_its_partition_is_found() {
        try (Appender appender = open(Writer.LIVE)) {
            appender.append(List.of(), new Cursor("42"));
            appender.commit();
        }
        try (var other = RawLog.clients().producer(Map.of())) {
            for (int i = 0; i < 1_500; i++) {
                var _ = other.send(cursorOfSomebodyElse(other));
            }
        }

        try (Appender next = open(Writer.LIVE)) {
            assertThat(next.cursor()).contains(new Cursor("42"));
        }
    }

    private Appender open(Writer writer) {
        return Appender.open(RawLog.clients(), CursorKey.live(account), writer, Clock.systemUTC());
    }

    private void append(Appender appender, int id) {
        appender.append(
                List.of(RawLog.event(account, Integer.toString(id), "{}")),
                new Cursor(Integer.toString(id)));
    }

    /// Each look at it finds it later.
    private static final class SteppingClock extends Clock {

        private final Duration step;
        private Instant now = Instant.EPOCH;

        SteppingClock(Duration step) {
            this.step = step;
        }

        @Override
        public Instant instant() {
            now = now.plus(step);
            return now;
        }

        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }
}
