package dev.tributary.cli.daemon;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.cli.Asking;
import dev.tributary.cli.Invocation;
import dev.tributary.cli.QueryCli;
import dev.tributary.cli.Resident;
import dev.tributary.cli.TerminalFacts;
import dev.tributary.cli.client.CommandLineCall;
import dev.tributary.contract.config.Settings;
import dev.tributary.contract.question.Question;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.rpc.daemon.Reply;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Runs command lines as if each had a process of its own.
final class CommandLines {

    /// While the model is loaded, which takes a second.
    static final String LOADING = "loading the model";

    private static final int BUFFER = 8192;

    private final Engine engine;
    private final Daemon daemon;
    private final Map<String, String> environment;
    private final CallerZone zone;
    private final Clock clock;

    /// The daemon in which a command runs.
    @FunctionalInterface
    interface Daemon {

        /// @param reply of the command
        /// @return null in a process that lives for one command
        @Nullable Resident of(Reply reply);
    }

    /// @param environment in which every command runs
    CommandLines(
            Engine engine,
            Daemon daemon,
            Map<String, String> environment,
            CallerZone zone,
            Clock clock) {
        this.engine = engine;
        this.daemon = daemon;
        this.environment = Map.copyOf(environment);
        this.zone = zone;
        this.clock = clock;
    }

    /// @return the exit code
    int run(CommandLineCall call, Reply reply) {
        Asking asking =
                (archive, embedding, question) -> {
                    tellOfLoading(archive, embedding, question, reply);
                    return engine.ask(archive, embedding, question);
                };
        return new QueryCli(asking, clock, daemon.of(reply))
                .run(
                        new Invocation(
                                call.arguments(),
                                environment,
                                call.workingDirectory(),
                                terminal(call),
                                new ByteArrayInputStream(bytes(call.stdin())),
                                stream(reply.out(), false),
                                stream(reply.err(), true)));
    }

    private TerminalFacts terminal(CommandLineCall call) {
        if (!call.interactive()) {
            return TerminalFacts.plain(zone.of(call.timeZone()));
        }
        int columns = call.columns() > 0 ? call.columns() : TerminalFacts.USUAL_COLUMNS;
        return new TerminalFacts(true, call.colour(), columns, zone.of(call.timeZone()));
    }

    private void tellOfLoading(
            Endpoints.Postgres archive,
            Settings.Embedding embedding,
            Question question,
            Reply reply) {
        if (!engine.mustLoadModel(archive, embedding, question)) {
            return;
        }
        try {
            reply.progress(LOADING);
        } catch (IOException e) {
            throw new UncheckedIOException("the caller has left", e);
        }
    }

    private static PrintStream stream(OutputStream to, boolean byLine) {
        return new PrintStream(new BufferedOutputStream(to, BUFFER), byLine, UTF_8);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
