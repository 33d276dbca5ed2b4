package dev.tributary.processor.feed;

import dev.tributary.archive.feed.FeedFacts;
import dev.tributary.archive.feed.FeedTable;
import dev.tributary.contract.runtime.Endpoints;
import io.debezium.connector.postgresql.PostgresConnector;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.connect.storage.MemoryOffsetBackingStore;
import org.postgresql.Driver;
import org.postgresql.util.HostSpec;

/// Debezium's settings, see
/// <https://debezium.io/documentation/reference/stable/connectors/postgresql.html>.
final class EngineSettings {

    private static final Set<String> ADDRESS =
            Set.of("PGHOST", "PGPORT", "PGDBNAME", "user", "password");

    private EngineSettings() {}

    /// @param server the one of the address's servers that takes writes: Debezium knows one only
    /// @param run tells this run's metrics from those of a run that is just ending
    static Properties of(Endpoints.Postgres postgres, HostSpec server, String slot, String run) {
        Properties settings = new Properties();
        settings.putAll(
                Map.of(
                        "name",
                        "tributary-feed",
                        "connector.class",
                        PostgresConnector.class.getName(),
                        "topic.prefix",
                        run,
                        "slot.name",
                        slot,
                        "publication.name",
                        FeedFacts.PUBLICATION,
                        "publication.autocreate.mode",
                        "disabled",
                        "plugin.name",
                        "pgoutput",
                        "table.include.list",
                        FeedTable.NAME,
                        // It always begins where the slot is; the slot is set to the position in
                        // Kafka before.
                        "offset.storage",
                        MemoryOffsetBackingStore.class.getName()));
        settings.putAll(noSnapshot());
        settings.putAll(pace());
        settings.putAll(database(postgres, server));
        return settings;
    }

    /// `no_data` would begin at the log's end instead of the slot's place.
    private static Map<String, String> noSnapshot() {
        return Map.of(
                "snapshot.mode",
                "configuration_based",
                "snapshot.mode.configuration.based.start.stream",
                "true");
    }

    private static Map<String, String> pace() {
        return Map.of(
                // Twice on the way: between the log and Debezium's queue, between the queue and us.
                "poll.interval.ms",
                "50",
                "max.batch.size",
                "512",
                "max.queue.size",
                "1024",
                "record.processing.threads",
                "1",
                "offset.flush.interval.ms",
                "1000",
                // The last commit's place comes with the heartbeat. When all is read, the driver
                // moves the slot along with the log, whoever writes it.
                "heartbeat.interval.ms",
                "2000",
                "lsn.flush.mode",
                "connector_and_driver",
                "status.update.interval.ms",
                "5000",
                // Trying again is our business: Debezium would hold the lease meanwhile.
                "errors.max.retries",
                "0",
                "slot.max.retries",
                "0");
    }

    private static Properties database(Endpoints.Postgres postgres, HostSpec server) {
        Properties url = Driver.parseURL(postgres.jdbcUrl(), new Properties());
        if (url == null) {
            throw new IllegalArgumentException(
                    "\"" + postgres.jdbcUrl() + "\" is no address of Postgres; see postgres.url");
        }
        Properties settings = new Properties();
        settings.put("database.hostname", server.getHost());
        settings.put("database.port", Integer.toString(server.getPort()));
        settings.put("database.dbname", url.getProperty("PGDBNAME", postgres.user()));
        settings.put("database.user", postgres.user());
        settings.put("database.password", postgres.password().value());
        url.stringPropertyNames().stream()
                .filter(name -> !ADDRESS.contains(name))
                .forEach(name -> settings.put("driver." + name, url.getProperty(name)));
        return settings;
    }
}
