package dev.tributary.mcp.archive;

import dev.tributary.contract.answer.AnswerJson;
import dev.tributary.contract.config.Settings;
import dev.tributary.contract.question.Ask;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.contract.runtime.NothingReachable;
import dev.tributary.query.AnswerTooSlow;
import dev.tributary.query.ArchiveUnavailable;
import dev.tributary.query.QueryEngine;
import dev.tributary.query.QuestionCancelled;
import dev.tributary.query.QuestionRefused;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// An engine in this process that keeps its connections, opened by the first question.
public final class EngineArchive implements Archive {

    private static final Logger LOG = LoggerFactory.getLogger(EngineArchive.class);

    private final Supplier<Endpoints.Postgres> where;
    private final Settings.Embedding embedding;
    private final Clock clock;
    private @Nullable QueryEngine open;

    /// @param where asked by each question until it tells
    public EngineArchive(
            Supplier<Endpoints.Postgres> where, Settings.Embedding embedding, Clock clock) {
        this.where = where;
        this.embedding = embedding;
        this.clock = clock;
    }

    @Override
    public ObjectNode ask(Ask ask, Consumer<String> progress) throws InterruptedException {
        try {
            return AnswerJson.envelope(engine().ask(ask));
        } catch (QuestionRefused e) {
            List<JsonNode> candidates =
                    e.candidates().stream().<JsonNode>map(AnswerJson::chat).toList();
            throw Refusals.of(
                    e.reason().name().toLowerCase(Locale.ROOT),
                    String.valueOf(e.getMessage()),
                    candidates);
        } catch (ArchiveUnavailable | NothingReachable e) {
            LOG.atWarn().addKeyValue("error", e.getMessage()).log("The archive is not reachable");
            throw Refusals.of("unreachable");
        } catch (AnswerTooSlow e) {
            throw Refusals.of("too_slow");
        } catch (QuestionCancelled e) {
            throw Refusals.of("cancelled");
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("A question broke the engine");
            throw Refusals.of("error");
        }
    }

    private synchronized QueryEngine engine() {
        if (open == null) {
            open = QueryEngine.resident(where.get(), embedding, clock);
        }
        return open;
    }

    @Override
    public synchronized void close() {
        if (open != null) {
            open.close();
            open = null;
        }
    }
}
