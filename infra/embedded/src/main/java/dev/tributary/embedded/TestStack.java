package dev.tributary.embedded;

import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.log.LogClients;
import dev.tributary.log.TopicProvisioner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// A real broker and a real Postgres for tests, one of each a JVM: started by whoever asks first,
/// stopped and deleted when the JVM ends. Callers from any thread.
public final class TestStack {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestStack() {}

    // The JVM initialises each holder once, when it is first used.

    private static final class Broker {
        static final EmbeddedBroker SHARED = freshBroker();
    }

    private static final class Server {
        static final PrivatePostgres SHARED = startPostgres();
    }

    private static final class Scratch {
        static final Path DIRECTORY = create();
        static final Queue<AutoCloseable> PARTS = new ConcurrentLinkedQueue<>();
    }

    /// The shared broker, with all topics; its log holds what earlier tests wrote.
    public static Endpoints.Kafka kafka() {
        return Broker.SHARED.endpoint();
    }

    /// A new empty database with the extensions.
    public static Endpoints.Postgres freshDatabase() {
        return Server.SHARED.createDatabase("test_" + DATABASES.incrementAndGet());
    }

    /// A broker with empty topics. The caller closes it when it must be gone before the JVM is.
    public static EmbeddedBroker freshBroker() {
        try {
            Path directory = Files.createTempDirectory(Scratch.DIRECTORY, "kafka-");
            EmbeddedBroker broker = EmbeddedBroker.start(directory, 0);
            Scratch.PARTS.add(broker);
            TopicProvisioner.provision(new LogClients(broker.endpoint()));
            return broker;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the broker was starting", e);
        }
    }

    private static PrivatePostgres startPostgres() {
        Path directory = Scratch.DIRECTORY.resolve("postgres");
        PrivatePostgres postgres = PrivatePostgres.start(directory, 0, null, Durability.THROWAWAY);
        Scratch.PARTS.add(postgres);
        return postgres;
    }

    private static Path create() {
        try {
            Path directory = Files.createTempDirectory("tributary-test-");
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
            Runtime.getRuntime().addShutdownHook(new Thread(TestStack::stop, "test-stack"));
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("CatchAndPrintStackTrace") // the JVM is going down: nobody else can be told
    private static void stop() {
        for (AutoCloseable part : Scratch.PARTS) {
            try {
                part.close();
            } catch (Exception e) {
                e.printStackTrace();
            }
        }
        Path postgres = Scratch.DIRECTORY.resolve("postgres");
        if (Files.exists(postgres)) {
            PrivatePostgres.delete(postgres);
        }
        try (Stream<Path> files = Files.walk(Scratch.DIRECTORY)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            e.printStackTrace();
        }
    }
}
