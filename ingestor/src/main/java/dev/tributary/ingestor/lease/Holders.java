package dev.tributary.ingestor.lease;

import dev.tributary.contract.topic.Topics;
import dev.tributary.log.LogClients;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.MemberDescription;
import org.jspecify.annotations.Nullable;

/// Asks Kafka now and then who reads an account, for the operators of an ingestor that does not.
final class Holders {

    static final String SOMEBODY = "another ingestor";

    private static final Duration EVERY = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final LogClients log;
    private final String group;
    private final LongSupplier nanos;
    private @Nullable Long asked;

    Holders(LogClients log, String group, LongSupplier nanos) {
        this.log = log;
        this.group = group;
        this.nanos = nanos;
    }

    /// What was known counts no more.
    void forget() {
        asked = null;
    }

    /// Empty where it was asked lately, or the group is just changing.
    Optional<Standing> current() {
        long now = nanos.getAsLong();
        if (asked != null && now - asked < EVERY.toNanos()) {
            return Optional.empty();
        }
        asked = now;
        try (Admin admin = log.admin()) {
            return admin
                    .describeConsumerGroups(
                            List.of(group),
                            new DescribeConsumerGroupsOptions()
                                    .timeoutMs((int) PATIENCE.toMillis()))
                    .all()
                    .get()
                    .values()
                    .stream()
                    .flatMap(described -> described.members().stream())
                    .filter(Holders::holds)
                    .findFirst()
                    .map(member ->
                            new Standing.Elsewhere(
                                    Instance.describe(member.clientId(), member.host())));
        } catch (ExecutionException e) {
            return Optional.of(new Standing.Unknown(String.valueOf(e.getCause())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static boolean holds(MemberDescription member) {
        return member.assignment().topicPartitions().stream()
                .anyMatch(partition -> partition.topic().equals(Topics.LEASES.value()));
    }
}
