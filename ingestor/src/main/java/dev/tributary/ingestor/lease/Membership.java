package dev.tributary.ingestor.lease;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.topic.ConsumerGroups;
import dev.tributary.contract.topic.Topics;
import dev.tributary.log.LogClients;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A member of the account's consumer group. The group's topic has one partition and no records;
/// who has the partition holds the lease.
///
/// Kafka gives a silent member up after [#SESSION]. A member cannot see when Kafka last heard it,
/// so the holder commits an offset now and then, which counts as a sign of life: from the moment it
/// was sent the lease is good for a session. Nobody needs the offset.
final class Membership implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);

    /// Also how long an account of a killed ingestor is read by nobody.
    private static final Duration SESSION = Duration.ofSeconds(10);

    /// The others hear of a change with their next heartbeat.
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);

    private static final Duration RENEWAL = Duration.ofSeconds(3);
    private static final Duration RENEWAL_PATIENCE = Duration.ofSeconds(4);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration CLOSE = Duration.ofSeconds(5);
    private static final TopicPartition LEASE = new TopicPartition(Topics.LEASES.value(), 0);

    private final LogClients log;
    private final AccountId account;
    private final Instance instance;
    private final Consumer<Standing> told;
    private final LongSupplier nanos;
    private final Holders holders;

    private volatile boolean leaving;
    private volatile @Nullable KafkaConsumer<String, byte[]> joined;
    private @Nullable Tenure tenure;
    private boolean assigned;
    private boolean idle;
    private long renewed;

    /// @param told called with what stands from now on; returns when a tenure that this ends is
    ///   left
    /// @param nanos a clock that only goes forwards
    Membership(
            LogClients log,
            AccountId account,
            Instance instance,
            Consumer<Standing> told,
            LongSupplier nanos) {
        this.log = log;
        this.account = account;
        this.instance = instance;
        this.told = told;
        this.nanos = nanos;
        this.holders = new Holders(log, ConsumerGroups.lease(account), nanos);
    }

    @Override
    public void run() {
        while (!leaving) {
            try (Member member = new Member(consumer())) {
                while (!leaving) {
                    turn(member.consumer());
                }
            } catch (WakeupException e) {
                // Told to leave.
            } catch (KafkaException e) {
                failed(e);
            }
        }
    }

    /// Ends [#run] soon.
    void leave() {
        leaving = true;
        KafkaConsumer<String, byte[]> consumer = joined;
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    private KafkaConsumer<String, byte[]> consumer() {
        Map<String, Object> settings = new HashMap<>(instance.identity(account));
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, ConsumerGroups.lease(account));
        settings.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, RangeAssignor.class.getName());
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) SESSION.toMillis());
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, (int) HEARTBEAT.toMillis());
        return log.consumer(settings);
    }

    private void turn(KafkaConsumer<String, byte[]> consumer) {
        consumer.poll(POLL);
        long now = nanos.getAsLong();
        if (assigned && now - renewed >= RENEWAL.toNanos()) {
            renew(consumer, now);
        } else if (idle) {
            holders.current().ifPresent(told);
        }
    }

    /// Only who was not yet given up by the group may commit.
    private void renew(KafkaConsumer<String, byte[]> consumer, long now) {
        try {
            consumer.commitSync(Map.of(LEASE, new OffsetAndMetadata(0)), patience());
        } catch (WakeupException e) {
            throw e;
        } catch (KafkaException e) {
            if (tenure != null && tenure.isOver()) {
                end(new Standing.Unknown(String.valueOf(e.getMessage())));
            }
            return;
        }
        renewed = now;
        long until = now + SESSION.toNanos();
        if (tenure != null && !tenure.isOver()) {
            tenure.renew(until);
        } else {
            end(new Standing.Unknown("the lease ran out"));
            tenure = new Tenure(nanos, until);
            told.accept(new Standing.Held(tenure));
        }
    }

    /// No longer than the lease is good for: then reading must stop.
    private Duration patience() {
        Duration left = tenure == null ? RENEWAL_PATIENCE : tenure.left();
        return left.compareTo(RENEWAL_PATIENCE) < 0 ? left : RENEWAL_PATIENCE;
    }

    private void end(Standing next) {
        tenure = null;
        told.accept(next);
    }

    private void failed(KafkaException e) {
        assigned = false;
        idle = false;
        end(new Standing.Unknown(String.valueOf(e.getMessage())));
        LOG.atWarn()
                .addKeyValue("account", account)
                .addKeyValue("error", e.getMessage())
                .log("Kafka does not let the account's lease be asked for; it is tried again");
        LockSupport.parkNanos(AFTER_FAILURE.toNanos());
    }

    /// The consumer while it is in the group.
    private final class Member implements AutoCloseable {

        private final KafkaConsumer<String, byte[]> consumer;

        Member(KafkaConsumer<String, byte[]> consumer) {
            this.consumer = consumer;
            joined = consumer;
            if (leaving) {
                consumer.wakeup();
            }
            consumer.subscribe(List.of(Topics.LEASES.value()), new Changes(consumer));
        }

        KafkaConsumer<String, byte[]> consumer() {
            return consumer;
        }

        /// Leaves the group whatever kind of member it is: the next one waits for nobody.
        @Override
        public void close() {
            joined = null;
            consumer.close(
                    CloseOptions.timeout(CLOSE)
                            .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
        }
    }

    private final class Changes implements ConsumerRebalanceListener {

        private final KafkaConsumer<String, byte[]> consumer;

        Changes(KafkaConsumer<String, byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            assigned = !partitions.isEmpty();
            idle = partitions.isEmpty();
            consumer.pause(partitions);
            holders.forget();
            if (idle) {
                told.accept(new Standing.Elsewhere(Holders.SOMEBODY));
            } else {
                long now = nanos.getAsLong();
                renewed = now - RENEWAL.toNanos();
                renew(consumer, now);
            }
        }

        /// Also where we had none: nobody has the account until the group has agreed again.
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            assigned = false;
            idle = false;
            if (tenure != null) {
                end(new Standing.Unknown("the ingestors agree anew who reads"));
            }
        }
    }
}
