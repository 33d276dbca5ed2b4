package dev.tributary.contract.topic;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.raw.Lane;

/// The names under which the processor's stages read: as Kafka's groups, and in the archive's table
/// of positions; and the groups by which ingestors agree.
public final class ConsumerGroups {

    private ConsumerGroups() {}

    /// Also the application id of the lane's Kafka Streams application. Its offsets are in Kafka.
    public static String normalise(Lane lane) {
        return "tributary-normalise" + suffix(lane);
    }

    /// Its positions are in the archive.
    public static String store(Lane lane) {
        return "tributary-store" + suffix(lane);
    }

    /// Its positions are in the archive.
    public static String embed(Lane lane) {
        return "tributary-embed" + suffix(lane);
    }

    /// Whose member with the one partition of [Topics#LEASES] reads the account.
    public static String lease(AccountId account) {
        return "tributary-lease-" + account;
    }

    private static String suffix(Lane lane) {
        return switch (lane) {
            case LIVE -> "";
            case BULK -> "-bulk";
        };
    }
}
