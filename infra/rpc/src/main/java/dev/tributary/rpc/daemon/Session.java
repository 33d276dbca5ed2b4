package dev.tributary.rpc.daemon;

import dev.tributary.rpc.wire.Frame;
import dev.tributary.rpc.wire.Frame.ErrorKind;
import dev.tributary.rpc.wire.Frame.Hello;
import dev.tributary.rpc.wire.Frame.Purpose;
import dev.tributary.rpc.wire.FrameChannel;
import dev.tributary.rpc.wire.ProtocolViolation;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection, read on a virtual thread: Hello, Command, and then whatever comes or ends says
/// that the caller has left.
final class Session implements Runnable, CommandRun.Line {

    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    private static final int SILENT_BEATS = 5;

    private final SocketChannel channel;
    private final FrameChannel frames;
    private final Sessions sessions;
    private final long arrived = System.nanoTime();
    private volatile long said = arrived;
    private volatile @Nullable CommandRun run;

    Session(SocketChannel channel, Sessions sessions, int commandBytes) {
        this.channel = channel;
        this.sessions = sessions;
        this.frames = new FrameChannel(channel, commandBytes + FrameChannel.SLACK);
    }

    @Override
    public void run() {
        try {
            converse();
        } catch (ProtocolViolation e) {
            LOG.atInfo().addKeyValue("error", e.getMessage()).log("A client broke the protocol");
            turnAway(ErrorKind.PROTOCOL, e.getMessage() + "; the daemon ends the connection");
        } catch (IOException callerLeft) {
            LOG.atDebug().setCause(callerLeft).log("A connection ended");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            hangUp();
            sessions.ended(this);
        }
    }

    private void converse() throws IOException, InterruptedException {
        String refusal = sessions.refusal(channel);
        if (refusal != null) {
            turnAway(ErrorKind.REFUSED, refusal);
            return;
        }
        if (sessions.areTooMany()) {
            turnAway(ErrorKind.BUSY, "the daemon has too many connections; try again in a moment");
            return;
        }
        frames.write(sessions.hello());
        Frame first = frames.read();
        if (first == null) {
            return;
        }
        if (!(first instanceof Hello client)) {
            throw new ProtocolViolation("the first frame is no Hello");
        }
        if (client.purpose() == Purpose.CALL && !sessions.isOfThisBuild(client)) {
            sessions.otherBuild(client);
            return;
        }
        Frame second = frames.read();
        if (second == null) {
            return;
        }
        if (!(second instanceof Frame.Command command)) {
            throw new ProtocolViolation("the frame after the Hello is no Command");
        }
        carryOut(command, client.purpose());
    }

    private void carryOut(Frame.Command command, Purpose purpose)
            throws IOException, InterruptedException {
        CommandRun begun = sessions.begin(this, command.body(), purpose);
        if (begun == null) {
            turnAway(ErrorKind.LEAVING, "the daemon is leaving; the next command starts a new one");
            return;
        }
        run = begun;
        try {
            begun.begin();
            listenForTheEnd();
            begun.cancel();
            begun.endWithin(sessions.grace());
        } finally {
            sessions.ended(begun, purpose);
        }
    }

    /// A caller has nothing more to say. The command's end closes the channel, which ends this too.
    private void listenForTheEnd() {
        try {
            frames.read();
        } catch (IOException ended) {
            LOG.atTrace().setCause(ended).log("A connection ended");
        }
    }

    /// Half a frame and silence would keep its place for ever.
    void endIfSilent(Duration patience) {
        if (run == null && System.nanoTime() - arrived > patience.toNanos()) {
            turnAway(ErrorKind.PROTOCOL, "no command came; the daemon ends the connection");
            hangUp();
        }
    }

    /// To be called once a beat, while a command runs too.
    void look(Duration beat) {
        CommandRun running = run;
        if (running == null || running.isSettled()) {
            return;
        }
        running.lendTurn(beat);
        if (System.nanoTime() - said >= SILENT_BEATS * beat.toNanos()) {
            Thread.ofVirtual().name("sign of life").start(this::sayAlive);
        }
    }

    /// Blocks while the reader is slow, which is no silence: the caller has bytes to read.
    private void sayAlive() {
        try {
            frames.writeIfSilent(new Frame.Alive());
            said = System.nanoTime();
        } catch (IOException callerLeft) {
            LOG.atTrace().setCause(callerLeft).log("A connection ended");
        }
    }

    @Override
    public void send(Frame frame) throws IOException {
        frames.write(frame);
        said = System.nanoTime();
    }

    private void turnAway(ErrorKind kind, String sentence) {
        try {
            frames.write(new Frame.Error(kind, sentence));
        } catch (IOException callerLeft) {
            LOG.atTrace().setCause(callerLeft).log("A connection ended");
        }
    }

    @Override
    public void hangUp() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("A connection could not be closed");
        }
    }
}
