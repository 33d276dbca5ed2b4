package dev.tributary.rpc.daemon;

import dev.tributary.rpc.wire.Frame;
import dev.tributary.rpc.wire.Frame.Hello;
import dev.tributary.rpc.wire.Frame.Purpose;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All connections of a daemon, and what holds for each of them.
final class Sessions {

    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

    private final String build;
    private final Handler handler;
    private final DaemonLimits limits;
    private final UserPrincipal owner;
    private final Consumer<String> leave;
    private final Semaphore turns;
    private final Semaphore followers;
    private final Tally tally = new Tally();
    private final Set<Session> open = ConcurrentHashMap.newKeySet();
    private final Set<CommandRun> runs = ConcurrentHashMap.newKeySet();
    private long lastAsked = System.nanoTime();
    private boolean closing;

    /// @param owner the only user that is answered
    /// @param leave called with the reason when a newer build takes over
    Sessions(
            String build,
            Handler handler,
            DaemonLimits limits,
            UserPrincipal owner,
            Consumer<String> leave) {
        this.build = build;
        this.handler = handler;
        this.limits = limits;
        this.owner = owner;
        this.leave = leave;
        this.turns = new Semaphore(limits.commands(), true);
        this.followers = new Semaphore(limits.followers());
    }

    void accept(SocketChannel channel) {
        Session session = new Session(channel, this, limits.commandBytes());
        open.add(session);
        Thread.ofVirtual().name("connection").start(session);
    }

    /// @return why the peer is not answered; null if it is the daemon's own user
    @Nullable String refusal(SocketChannel channel) throws IOException {
        UserPrincipal peer = channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
        if (peer.equals(owner)) {
            return null;
        }
        LOG.atWarn()
                .addKeyValue("error", "the peer is user " + peer.getName())
                .log("A connection was refused");
        return "this daemon answers user "
                + owner.getName()
                + " alone, not "
                + peer.getName()
                + "; run the command as that user, or with an archive of your own";
    }

    boolean areTooMany() {
        return open.size() > limits.connections();
    }

    Hello hello() {
        long pid = ProcessHandle.current().pid();
        return new Hello(Frame.PROTOCOL, pid, limits.commandBytes(), Purpose.CALL, build);
    }

    boolean isOfThisBuild(Hello client) {
        return client.protocol() == Frame.PROTOCOL && client.build().equals(build);
    }

    void otherBuild(Hello client) {
        leave.accept("a program of another build, \"" + client.build() + "\", takes over");
    }

    Duration grace() {
        return limits.grace();
    }

    /// @return null if the daemon is leaving
    synchronized @Nullable CommandRun begin(Session caller, ByteBuffer command, Purpose purpose) {
        if (closing) {
            return null;
        }
        CommandRun run =
                new CommandRun(handler, command, caller, new Turn(turns, followers), tally);
        runs.add(run);
        asked(purpose);
        return run;
    }

    synchronized void ended(CommandRun run, Purpose purpose) {
        runs.remove(run);
        asked(purpose);
    }

    /// Who only watches the daemon does not keep it.
    private void asked(Purpose purpose) {
        if (purpose == Purpose.CALL) {
            lastAsked = System.nanoTime();
        }
    }

    void ended(Session session) {
        open.remove(session);
    }

    synchronized Duration idle() {
        return runs.isEmpty() ? Duration.ofNanos(System.nanoTime() - lastAsked) : Duration.ZERO;
    }

    /// From now on nothing begins.
    synchronized List<CommandRun> closing() {
        closing = true;
        return List.copyOf(runs);
    }

    Set<Session> open() {
        return open;
    }

    DaemonFacts facts(Instant startedAt) {
        int running = 0;
        int following = 0;
        for (CommandRun run : runs) {
            if (!run.isSettled()) {
                running += run.isFollowing() ? 0 : 1;
                following += run.isFollowing() ? 1 : 0;
            }
        }
        return tally.facts(startedAt, build, running, following);
    }
}
