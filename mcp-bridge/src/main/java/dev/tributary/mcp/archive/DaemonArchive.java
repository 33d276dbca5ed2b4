package dev.tributary.mcp.archive;

import dev.tributary.contract.question.Ask;
import dev.tributary.contract.question.AskJson;
import dev.tributary.contract.runtime.ArchiveIdentity;
import dev.tributary.contract.runtime.QueryDaemonStart;
import dev.tributary.rpc.client.CommandFailed;
import dev.tributary.rpc.client.DaemonClient;
import dev.tributary.rpc.client.DaemonStart;
import dev.tributary.rpc.client.DaemonUnavailable;
import dev.tributary.rpc.client.ReplyLost;
import dev.tributary.rpc.client.ReplySink;
import dev.tributary.rpc.client.Slowness;
import dev.tributary.rpc.place.DaemonId;
import dev.tributary.rpc.place.DaemonPlace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The resident query daemon, the same that answers `query-cli`; started by the first question if
/// none runs. A question is [AskJson] after its byte; the answer is JSON on the command's stdout,
/// `{"data", "meta"}` or `{"error"}`.
public final class DaemonArchive implements Archive {

    private static final Logger LOG = LoggerFactory.getLogger(DaemonArchive.class);
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final int LONGEST_ANSWER = 64 << 20;

    private final DaemonClient daemon;
    private final DaemonStart start;

    private DaemonArchive(DaemonClient daemon, DaemonStart start) {
        this.daemon = daemon;
        this.start = start;
    }

    /// @param root of the checkout or installation, where the daemon's launcher is
    /// @param build identity of this build; a daemon of another one is replaced
    /// @throws IOException with a sentence if the daemon's directory cannot be used
    public static DaemonArchive of(
            ArchiveIdentity archive, Path root, String build, Map<String, String> environment)
            throws IOException {
        DaemonPlace place =
                DaemonPlace.of(
                        QueryDaemonStart.FAMILY,
                        DaemonId.of(QueryDaemonStart.KIND, archive.facts()),
                        environment);
        QueryDaemonStart start = new QueryDaemonStart(root, archive);
        Path besideTheSocket = place.directory().resolve(place.id().name() + ".out");
        return new DaemonArchive(
                new DaemonClient(place, build),
                new DaemonStart(start.command(), start.firstWords(besideTheSocket), DEADLINE));
    }

    @Override
    public ObjectNode ask(Ask ask, Consumer<String> progress) throws InterruptedException {
        byte[] question = AskJson.write(ask);
        ByteBuffer command = ByteBuffer.allocate(question.length + 1);
        command.put(AskJson.COMMAND).put(question).flip();
        Collected collected = new Collected(progress);
        try {
            int _ = daemon.call(command, collected, start);
            return answer(JsonMapper.shared().readTree(collected.bytes.toByteArray()));
        } catch (DaemonUnavailable | IOException e) {
            LOG.atWarn().addKeyValue("error", e.getMessage()).log("No query daemon answers");
            throw Refusals.of("unreachable");
        } catch (ReplyLost | CommandFailed | JacksonException e) {
            LOG.atError()
                    .addKeyValue("error", e.getMessage())
                    .log("The query daemon could not answer");
            throw Refusals.of("error");
        }
    }

    private static ObjectNode answer(JsonNode reply) {
        JsonNode error = reply.path("error");
        if (error.isObject()) {
            List<JsonNode> candidates = new ArrayList<>();
            error.path("candidates").forEach(candidates::add);
            throw Refusals.of(
                    error.path("code").asString("error"),
                    error.path("message").asString(""),
                    candidates);
        }
        if (reply instanceof ObjectNode envelope && envelope.path("data").isObject()) {
            return envelope;
        }
        LOG.atError().log("The query daemon answered with what is no answer");
        throw Refusals.of("error");
    }

    /// Takes the answer as it comes.
    private static final class Collected implements ReplySink {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Consumer<String> progress;

        Collected(Consumer<String> progress) {
            this.progress = progress;
        }

        @Override
        public void out(ByteBuffer piece) throws IOException {
            if (bytes.size() + piece.remaining() > LONGEST_ANSWER) {
                throw new IOException("the query daemon's answer is longer than 64 MiB");
            }
            byte[] copy = new byte[piece.remaining()];
            piece.get(copy);
            bytes.write(copy);
        }

        /// Its talk is for people.
        @Override
        public void err(ByteBuffer piece) {}

        @Override
        public void progress(String text) {
            progress.accept(text);
        }

        @Override
        public void slow(Slowness why) {
            progress.accept("starting the query daemon");
        }
    }

    /// The daemon lives on.
    @Override
    public void close() {}
}
