package dev.tributary.cli.daemon;

import dev.tributary.contract.answer.Answered;
import dev.tributary.contract.config.Settings;
import dev.tributary.contract.question.Ask;
import dev.tributary.contract.question.Question;
import dev.tributary.contract.question.Scope;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.query.QueryEngine;
import java.time.Clock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the engine of the archive and model that were asked last. Where a question comes for
/// others, because the stack came back on another port or the settings changed, a new engine takes
/// its place, and the old one is closed by the last question that still uses it.
final class WarmEngine implements Engine, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(WarmEngine.class);

    private record Archive(Endpoints.Postgres postgres, Settings.Embedding embedding) {}

    /// An engine and those who use it; the one that is current counts as a user.
    private static final class Shared {
        private final Archive archive;
        private final QueryEngine engine;
        private int users = 1;

        Shared(Archive archive, QueryEngine engine) {
            this.archive = archive;
            this.engine = engine;
        }
    }

    private final Clock clock;
    private @Nullable Shared current;

    WarmEngine(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Answered ask(Endpoints.Postgres archive, Settings.Embedding embedding, Question question)
            throws InterruptedException {
        return ask(archive, embedding, new Ask(question, Scope.ALL));
    }

    Answered ask(Endpoints.Postgres archive, Settings.Embedding embedding, Ask ask)
            throws InterruptedException {
        Shared shared = borrow(new Archive(archive, embedding));
        try {
            return shared.engine.ask(ask);
        } finally {
            giveBack(shared);
        }
    }

    /// Connects before anyone asks; what fails is left to who asks.
    void connect(Endpoints.Postgres archive, Settings.Embedding embedding) {
        Shared shared = borrow(new Archive(archive, embedding));
        try {
            shared.engine.connectAhead();
        } finally {
            giveBack(shared);
        }
    }

    @Override
    public boolean isModelLoaded(Endpoints.Postgres archive, Settings.Embedding embedding) {
        return with(archive, embedding, QueryEngine::isModelLoaded);
    }

    String postgresVersion(Endpoints.Postgres archive, Settings.Embedding embedding) {
        return with(archive, embedding, QueryEngine::postgresVersion);
    }

    private <T> T with(
            Endpoints.Postgres archive,
            Settings.Embedding embedding,
            Function<QueryEngine, T> use) {
        Shared shared = borrow(new Archive(archive, embedding));
        try {
            return use.apply(shared.engine);
        } finally {
            giveBack(shared);
        }
    }

    private Shared borrow(Archive archive) {
        Shared replaced = null;
        Shared shared;
        synchronized (this) {
            if (current == null || !current.archive.equals(archive)) {
                replaced = current;
                current =
                        new Shared(
                                archive,
                                QueryEngine.resident(
                                        archive.postgres(), archive.embedding(), clock));
            }
            shared = current;
            shared.users++;
        }
        if (replaced != null) {
            log.info("the archive's address or the model's settings have changed");
            giveBack(replaced);
        }
        return shared;
    }

    private void giveBack(Shared shared) {
        boolean isLast;
        synchronized (this) {
            shared.users--;
            isLast = shared.users == 0;
        }
        if (isLast) {
            shared.engine.close();
        }
    }

    @Override
    public void close() {
        Shared last;
        synchronized (this) {
            last = current;
            current = null;
        }
        if (last != null) {
            giveBack(last);
        }
    }
}
