package dev.tributary.embedded;

import dev.tributary.contract.config.Secret;
import dev.tributary.contract.runtime.Endpoints;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A Postgres cluster of our own on 127.0.0.1, with passwords, pgvector and `wal_level=logical`.
/// Port, passwords and data are kept in its directory and survive restarts and kill -9 of any
/// process; it ends when this JVM ends.
public final class PrivatePostgres implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PrivatePostgres.class);
    private static final String PORT = "port";
    private static final long STOP_SECONDS = 60;

    private final Cluster cluster;
    private final PostgresProcess process;
    private final Databases databases;
    private final DirectoryLock lock;
    private final AtomicBoolean closed = new AtomicBoolean();

    private PrivatePostgres(
            Cluster cluster, PostgresProcess process, Databases databases, DirectoryLock lock) {
        this.cluster = cluster;
        this.process = process;
        this.databases = databases;
        this.lock = lock;
    }

    /// Returns when the application's database takes connections: after about three seconds the
    /// first time, under one later.
    ///
    /// @param port 0 for the one of last time, or a free one at first
    /// @param postgresBin the directory of the server's programs, null to look for them
    /// @throws AlreadyHeld if a server of another program runs on the directory
    /// @throws CannotStart if there is no Postgres, the port is taken or the disk is full
    public static PrivatePostgres start(Path directory, int port, @Nullable Path postgresBin) {
        return start(directory, port, postgresBin, Durability.DURABLE);
    }

    static PrivatePostgres start(
            Path directory, int port, @Nullable Path postgresBin, Durability durability) {
        try {
            // Others may pass through, for the server's user is another than root; the files that
            // matter are closed to them.
            StateDirectory state = StateDirectory.open(directory, "rwx--x--x");
            DirectoryLock lock = DirectoryLock.take(state.root());
            try {
                return start(state, lock, port, postgresBin, durability);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new CannotStart(
                    "Postgres cannot use the directory \""
                            + directory
                            + "\": "
                            + e.getMessage()
                            + "; check its owner and the free space",
                    e);
        }
    }

    private static PrivatePostgres start(
            StateDirectory state,
            DirectoryLock lock,
            int wantedPort,
            @Nullable Path postgresBin,
            Durability durability)
            throws IOException {
        long before = System.nanoTime();
        PostgresInstallation installation =
                PostgresInstallation.find(postgresBin)
                        .orElseThrow(() -> new CannotStart("no Postgres 15 or newer was found"));
        ServerUser user = ServerUser.choose();
        Cluster cluster = new Cluster(installation, user, ClusterHome.of(state, user));
        cluster.stopOrphan();
        Secret superuserPassword = state.password("superuser-password");
        cluster.initialise(superuserPassword, durability);
        int port = state.port(PORT, wantedPort);
        state.requireFree(port, PORT, "embedded.postgres_port");
        user.write(
                cluster.data().resolve(ClusterSettings.FILE),
                new ClusterSettings(port, durability).text());
        PostgresProcess process =
                PostgresProcess.start(installation, user, cluster.data(), cluster.log());
        Databases databases = new Databases(port, superuserPassword, state.password("password"));
        try {
            databases.awaitReady(process, cluster);
            databases.createApplication();
        } catch (SQLException e) {
            close(cluster, process);
            throw new IOException(e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            close(cluster, process);
            throw e;
        }
        LOG.atInfo()
                .addKeyValue("port", port)
                .addKeyValue("durationMs", (System.nanoTime() - before) / 1_000_000)
                .log("Postgres is up");
        return new PrivatePostgres(cluster, process, databases, lock);
    }

    /// The application's database, as its owner, who is no superuser and may replicate.
    public Endpoints.Postgres endpoint() {
        return databases.endpoint(Databases.APPLICATION);
    }

    /// A new empty database beside the application's, with the same owner and extensions.
    public Endpoints.Postgres createDatabase(String name) {
        try {
            databases.create(name);
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "Postgres refuses to create the database \"" + name + "\": " + e.getMessage(),
                    e);
        }
        return databases.endpoint(name);
    }

    /// Ends open transactions, writes everything out and stops. Harmless when repeated.
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        try {
            close(cluster, process);
            lock.close();
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("Postgres did not stop cleanly");
        }
    }

    private static void close(Cluster cluster, PostgresProcess process) throws IOException {
        try {
            if (!process.stop(STOP_SECONDS)) {
                cluster.stopNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
