package dev.tributary.embedded;

import dev.tributary.contract.config.Secret;
import dev.tributary.contract.runtime.Endpoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A Postgres cluster of our own on 127.0.0.1, with passwords, pgvector and `wal_level=logical`.
/// Port, passwords and data are kept in its directory and survive restarts and kill -9 of any
/// process; it ends when this JVM ends.
public final class PrivatePostgres implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PrivatePostgres.class);
    static final String PORT = "port";

    private final Postmaster postmaster;
    private final Databases databases;
    private final DirectoryLock lock;
    private final AtomicBoolean closed = new AtomicBoolean();

    private PrivatePostgres(Postmaster postmaster, Databases databases, DirectoryLock lock) {
        this.postmaster = postmaster;
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
            throw CannotStart.in(directory, "Postgres", e);
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
        Installer installer = new Installer(state.root());
        PostgresInstallation installation = installation(postgresBin, installer);
        ServerUser user = ServerUser.choose();
        Cluster cluster = new Cluster(installation, user, ClusterHome.of(state, user));
        Databases databases = prepare(state, cluster, wantedPort, durability);
        Postmaster postmaster = new Postmaster(cluster);
        try {
            postmaster.start();
            databases.awaitReady(postmaster, cluster);
            installer.ensurePgVector(installation, databases.offeredPgVector());
            databases.createApplication();
            postmaster.supervise();
        } catch (SQLException e) {
            postmaster.stop();
            throw new IOException(e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            postmaster.stop();
            throw e;
        }
        LOG.atInfo()
                .addKeyValue("port", databases.port())
                .addKeyValue("durationMs", (System.nanoTime() - before) / 1_000_000)
                .log("Postgres is up");
        return new PrivatePostgres(postmaster, databases, lock);
    }

    private static PostgresInstallation installation(
            @Nullable Path postgresBin, Installer installer) throws IOException {
        Optional<PostgresInstallation> found = PostgresInstallation.find(postgresBin);
        if (found.isEmpty()) {
            installer.installServer();
            found = PostgresInstallation.find(null);
        }
        return found.orElseThrow(() ->
                new CannotStart(
                        "the distribution's Postgres is older than "
                                + PostgresInstallation.OLDEST
                                + "; install a newer one and set embedded.postgres_bin to"
                                + " its directory of programs"));
    }

    private static Databases prepare(
            StateDirectory state, Cluster cluster, int wantedPort, Durability durability)
            throws IOException {
        cluster.stopOrphan();
        int port = state.port(PORT, wantedPort);
        state.requireFree(port, wantedPort, PORT, "embedded.postgres_port");
        Secret superuserPassword = state.password("superuser-password");
        cluster.initialise(superuserPassword, durability);
        cluster.configure(new ClusterSettings(port, durability));
        return new Databases(port, superuserPassword, state.password("password"));
    }

    /// Deletes the cluster, wherever its files are, and the directory.
    ///
    /// @throws AlreadyHeld if it runs
    public static void delete(Path directory) {
        try {
            try (DirectoryLock _ = DirectoryLock.take(directory)) {
                Path cluster = directory.resolve(ClusterHome.LINK);
                if (Files.isSymbolicLink(cluster)) {
                    deleteTree(cluster.toRealPath());
                }
            }
            deleteTree(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the directory \"" + directory + "\" cannot be deleted", e);
        }
    }

    private static void deleteTree(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
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
            postmaster.stop();
            lock.close();
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("Postgres did not stop cleanly");
        }
    }
}
