package dev.tributary.processor.normalise;

import dev.tributary.contract.config.Settings;
import dev.tributary.contract.raw.Lane;
import dev.tributary.contract.topic.ConsumerGroups;
import dev.tributary.log.LogClients;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs both lanes, each a Kafka Streams application of its own, from [#start] to [#close].
public final class NormaliseService implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(NormaliseService.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(20);

    /// A failure that stays would otherwise replace threads as fast as they start.
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final List<KafkaStreams> lanes;

    private NormaliseService(List<KafkaStreams> lanes) {
        this.lanes = List.copyOf(lanes);
    }

    /// The topics must exist.
    public static NormaliseService start(
            Settings.Processor settings, LogClients clients, MeterRegistry registry) {
        NormaliseService service =
                new NormaliseService(
                        Stream.of(Lane.values())
                                .map(lane -> lane(lane, settings, clients, registry))
                                .toList());
        service.lanes.forEach(KafkaStreams::start);
        return service;
    }

    private static KafkaStreams lane(
            Lane lane, Settings.Processor settings, LogClients clients, MeterRegistry registry) {
        Properties config = new Properties();
        config.putAll(StreamSettings.of(lane, settings, clients.properties()));
        KafkaStreams streams =
                new KafkaStreams(
                        NormaliseTopology.build(
                                lane, new Normalisers(), new NormaliseMeters(registry, lane)),
                        config);
        streams.setUncaughtExceptionHandler(failure -> afterFailure(lane, failure));
        return streams;
    }

    /// What the stream had in hand is rolled back with its transaction, so a new thread repeats it.
    private static StreamThreadExceptionResponse afterFailure(Lane lane, Throwable failure) {
        if (failure instanceof Error) {
            log.atError()
                    .setCause(failure)
                    .addKeyValue("source", ConsumerGroups.normalise(lane))
                    .log("normalising stops; start the processor again");
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        log.atWarn()
                .setCause(failure)
                .addKeyValue("source", ConsumerGroups.normalise(lane))
                .log("normalising failed and is tried again");
        LockSupport.parkNanos(PAUSE_AFTER_FAILURE.toNanos());
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /// Whether both lanes work: false while they start or are assigned partitions, and for good
    /// after a failure that nothing here can mend.
    public boolean isRunning() {
        return lanes.stream().allMatch(lane -> lane.state() == KafkaStreams.State.RUNNING);
    }

    /// Finishes and commits what is in hand and leaves the groups, so that a successor starts at
    /// once.
    @Override
    public void close() {
        List<Thread> closing =
                lanes.stream().map(lane -> Thread.ofVirtual().start(() -> close(lane))).toList();
        try {
            for (Thread thread : closing) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(KafkaStreams lane) {
        boolean closed =
                lane.close(
                        CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP)
                                .withTimeout(CLOSE_WITHIN));
        if (!closed) {
            log.atWarn()
                    .addKeyValue("durationMs", CLOSE_WITHIN.toMillis())
                    .log("normalising did not stop in time; its open transaction is given up");
        }
    }
}
