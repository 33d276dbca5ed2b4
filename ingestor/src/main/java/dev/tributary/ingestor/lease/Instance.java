package dev.tributary.ingestor.lease;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.contract.identity.AccountId;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.utils.Utils;

/// One ingestor among several, as its groups know it.
///
/// Kafka's range assignor gives a single partition to the first member by id. Each id begins with a
/// number that instance and account make together, so that chance shares the accounts out, and only
/// those of an instance that goes move when it goes.
///
/// @param pid of the process, for operators
/// @param lasting true: no other process has the name at the same time, and one that comes back
///   after a crash takes its own place at once
public record Instance(String name, long pid, boolean lasting) {

    private static final String PROCESS = "-pid";

    /// Of a process that may be one of many: Kafka waits for it after a crash.
    public static Instance passing(RandomGenerator random) {
        String name = HexFormat.of().toHexDigits(random.nextLong());
        return new Instance(name, ProcessHandle.current().pid(), false);
    }

    /// Of the one ingestor of an embedded stack, which its data directory keeps alone.
    public static Instance lasting(String name) {
        return new Instance(name, ProcessHandle.current().pid(), true);
    }

    Map<String, Object> identity(AccountId account) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, rank(account) + PROCESS + pid);
        if (lasting) {
            settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, rank(account) + "-" + name);
        }
        return settings;
    }

    private String rank(AccountId account) {
        return HexFormat.of().toHexDigits(Utils.murmur2((name + "/" + account).getBytes(UTF_8)));
    }

    /// @param host of the member, as Kafka tells it (`/10.0.0.2`)
    static String describe(String clientId, String host) {
        int process = clientId.lastIndexOf(PROCESS);
        String address = host.startsWith("/") ? host.substring(1) : host;
        return process < 0
                ? address
                : address + ", process " + clientId.substring(process + PROCESS.length());
    }
}
