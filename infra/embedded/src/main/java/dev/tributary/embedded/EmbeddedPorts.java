package dev.tributary.embedded;

import dev.tributary.contract.config.Settings;
import dev.tributary.contract.runtime.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/// Whether the ports are free that the broker and Postgres will take: asked before anything is
/// started, by somebody who can still be told.
public final class EmbeddedPorts {

    private EmbeddedPorts() {}

    /// A port that is still to be chosen is free by its choice.
    ///
    /// @throws CannotStart if a port is taken: by whom, and what to do
    public static void requireFree(DataDirectory data, Settings.Embedded embedded)
            throws IOException {
        StateDirectory kafka = new StateDirectory(data.kafka(), new SecureRandom());
        if (embedded.kafkaPort() != 0 || kafka.has(EmbeddedBroker.PORT)) {
            int port = kafka.port(EmbeddedBroker.PORT, embedded.kafkaPort());
            kafka.requireFree(
                    port, embedded.kafkaPort(), EmbeddedBroker.PORT, "embedded.kafka_port");
        }
        if (kafka.has(EmbeddedBroker.CONTROLLER_PORT)) {
            kafka.requireKeptFree(
                    kafka.port(EmbeddedBroker.CONTROLLER_PORT, 0), EmbeddedBroker.CONTROLLER_PORT);
        }
        requirePostgresPort(
                new StateDirectory(data.postgres(), new SecureRandom()), embedded.postgresPort());
    }

    /// @param setting that names the port
    /// @throws CannotStart if it is taken: by whom, and what to do
    public static void requireFree(int port, String setting) {
        if (port != 0) {
            StateDirectory.requireFree(port, "or set " + setting + " to a free port");
        }
    }

    /// Who listens on a port, for a sentence: `process 812 (nginx)`.
    public static String holder(int port) {
        return PortHolder.describe(port);
    }

    private static void requirePostgresPort(StateDirectory postgres, int wanted)
            throws IOException {
        if (wanted == 0 && !postgres.has(PrivatePostgres.PORT)) {
            return;
        }
        int port = postgres.port(PrivatePostgres.PORT, wanted);
        if (!isOurOrphan(postgres.file(ClusterHome.LINK), port)) {
            postgres.requireFree(port, wanted, PrivatePostgres.PORT, "embedded.postgres_port");
        }
    }

    /// A server that outlived its killed program works in the cluster's directory; the start that
    /// follows stops it.
    private static boolean isOurOrphan(Path cluster, int port) throws IOException {
        if (StateDirectory.isFree(port) || !Files.exists(cluster)) {
            return false;
        }
        Path home = cluster.toRealPath();
        return PortHolder.find(port)
                .flatMap(PortHolder::workingDirectory)
                .filter(place -> place.startsWith(home))
                .isPresent();
    }
}
