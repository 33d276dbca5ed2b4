package dev.tributary.ingestor.telegram.tdlib;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// TDLib with all its clients. One platform thread receives for all of them: TDLib has one queue in
/// a process, and a virtual thread would be pinned in it.
///
/// A process that ends with an open client often crashes in TDLib's destructors, so [#close] waits
/// for all of them.
public final class TdHub implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TdHub.class);

    /// As long as [#close] waits for a receiver that has nothing to receive.
    private static final Duration RECEIVING = Duration.ofMillis(200);

    /// TDLib closes in milliseconds; what takes longer hangs.
    private static final Duration CLOSING = Duration.ofSeconds(10);

    /// TDLib's own log may quote what it received; what it cannot survive it tells all the same.
    private static final String FATAL_ERRORS_ALONE =
            "{\"@type\":\"setLogVerbosityLevel\",\"new_verbosity_level\":0}";

    /// Keeps numbers as they were written.
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    /// Libraries that somebody receives from. A library is once in a process, whatever loads it,
    /// and aborts the process when two threads receive.
    private static final Set<Path> RECEIVED = ConcurrentHashMap.newKeySet();

    private final TdFunctions td;
    private final Path library;
    private final Map<Integer, HubClient> clients = new ConcurrentHashMap<>();
    private final Thread receiver;
    private final AtomicBoolean isClosing = new AtomicBoolean();
    private volatile boolean isStopping;

    /// Starts to receive.
    TdHub(TdFunctions td, Path library) {
        if (!RECEIVED.add(library)) {
            throw new IllegalStateException(
                    "the library \"" + library + "\" is in use; close its hub first");
        }
        this.td = td;
        this.library = library;
        @Nullable String _ = td.execute(FATAL_ERRORS_ALONE);
        this.receiver = Thread.ofPlatform().name("td-receive").daemon().start(this::receive);
    }

    /// Loads the library. One hub a library at a time.
    ///
    /// @throws TdLibraryRefused if it is absent, another one, or not for this system
    public static TdHub open(TdLibrary library) {
        return new TdHub(library.load(), library.file().toAbsolutePath().normalize());
    }

    /// A client that knows its session and has not opened it yet.
    public TdClient client(TdSession session, TdPurpose purpose) {
        int id = td.createClientId();
        HubClient client =
                new HubClient(
                        session,
                        new TdGate(purpose, session.proxy()),
                        function -> td.send(id, function),
                        () -> clients.remove(id));
        clients.put(id, client);
        return client;
    }

    private void receive() {
        while (!isStopping) {
            String text = td.receive(RECEIVING);
            if (text != null) {
                handOver(text);
            }
        }
    }

    private void handOver(String text) {
        try {
            ObjectNode json = (ObjectNode) JSON.readTree(text);
            HubClient client = clients.get(json.path("@client_id").asInt(0));
            if (client != null) {
                client.take(json, text);
            }
        } catch (RuntimeException e) {
            // The receiver goes on: it is everybody's. The message may quote what was received.
            LOG.atError()
                    .addKeyValue("error", e.getClass().getName())
                    .addKeyValue("count", 1)
                    .log("An update of TDLib was lost by a defect of its listener");
        }
    }

    /// Closes all clients, and waits for them.
    @Override
    public void close() {
        if (isClosing.getAndSet(true)) {
            return;
        }
        List<HubClient> open = List.copyOf(clients.values());
        open.forEach(HubClient::close);
        await(open);
        isStopping = true;
        try {
            if (receiver.join(CLOSING)) {
                RECEIVED.remove(library);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void await(List<HubClient> open) {
        CompletableFuture<Void> all =
                CompletableFuture.allOf(
                        open.stream().map(HubClient::closed).toArray(CompletableFuture[]::new));
        try {
            all.get(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.atWarn()
                    .addKeyValue("count", clients.size())
                    .addKeyValue("durationMs", CLOSING.toMillis())
                    .log(
                            "TDLib did not close its sessions in time; they are checked at next"
                                    + " start");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
