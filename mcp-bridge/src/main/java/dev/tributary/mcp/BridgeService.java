package dev.tributary.mcp;

import dev.tributary.contract.config.Settings;
import dev.tributary.contract.runtime.ArchiveIdentity;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.mcp.archive.Archive;
import dev.tributary.mcp.client.Clients;
import dev.tributary.mcp.http.HttpService;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The bridge over HTTP as a part of another program. Until somebody knocks it is a socket and a
/// thread that waits: most stacks run without an agent, and Jetty, the SDK and the schemas of the
/// tools take memory and time.
public final class BridgeService implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BridgeService.class);

    /// Clients that knock while the rest is built.
    private static final int BACKLOG = 128;

    private final Settings settings;
    private final DataDirectory data;
    private final Archive archive;
    private final ServerSocketChannel socket;
    private final Selector knock;
    private boolean isClosed;
    private @Nullable Parts parts;
    private @Nullable HttpService http;

    private BridgeService(
            Settings settings,
            DataDirectory data,
            Archive archive,
            ServerSocketChannel socket,
            Selector knock) {
        this.settings = settings;
        this.data = data;
        this.archive = archive;
        this.socket = socket;
        this.knock = knock;
    }

    /// @throws IllegalArgumentException if the clients that are configured cannot be served
    public static void check(Settings settings) {
        Clients _ = Clients.of(settings.mcp().clients());
    }

    /// @param identity by which the query daemon is found that answers
    /// @throws java.net.BindException if the port is taken
    public static BridgeService start(
            Settings settings, DataDirectory data, ArchiveIdentity identity) throws IOException {
        StdioCommand.quiet();
        Archive archive =
                settings.mcp().inProcess()
                        ? Answering.inProcess(settings, data)
                        : Answering.daemon(identity);
        ServerSocketChannel socket = ServerSocketChannel.open();
        try {
            socket.bind(
                    new InetSocketAddress(settings.mcp().host(), settings.mcp().port()), BACKLOG);
            // The token is there before the first client looks for it.
            Clients _ = HttpCommand.clients(settings, data);
            socket.configureBlocking(false);
            Selector knock = Selector.open();
            socket.register(knock, SelectionKey.OP_ACCEPT);
            BridgeService service = new BridgeService(settings, data, archive, socket, knock);
            Thread.ofPlatform().daemon().name("agents").start(service::await);
            return service;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private void await() {
        try {
            knock.select();
            knock.close();
            open();
        } catch (ClosedSelectorException e) {
            // Closed before anybody came.
        } catch (IOException | RuntimeException e) {
            LOG.atError().setCause(e).log("Agents cannot be served");
            closeSocket();
        }
    }

    private synchronized void open() throws IOException {
        if (isClosed) {
            return;
        }
        // No key of a selector is left on it, and the first client still waits to be accepted.
        socket.configureBlocking(true);
        parts = new Parts(settings, data, archive, _ -> {});
        http = HttpCommand.service(settings, data, parts, Clock.systemUTC());
        http.start(socket);
        LOG.atInfo().log("The first agent has come");
    }

    /// Where agents are served.
    public URI uri() throws IOException {
        String host = settings.mcp().host().contains(":") ? "[::1]" : settings.mcp().host();
        int port = ((InetSocketAddress) socket.getLocalAddress()).getPort();
        return URI.create("http://" + host + ":" + port + "/mcp");
    }

    /// Whether somebody came and the rest was built.
    synchronized boolean isOpen() {
        return http != null;
    }

    @Override
    public synchronized void close() throws IOException {
        isClosed = true;
        knock.close();
        if (http != null) {
            http.close();
        }
        if (parts != null) {
            parts.close();
        } else {
            archive.close();
        }
        closeSocket();
    }

    private void closeSocket() {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.atWarn().addKeyValue("error", e.getMessage()).log("The port could not be left");
        }
    }
}
