package dev.tributary.standalone.bench;

import dev.tributary.contract.answer.Answer;
import dev.tributary.contract.config.Settings;
import dev.tributary.contract.config.SettingsLoader;
import dev.tributary.contract.question.Question;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.ingestor.Ingestor;
import dev.tributary.query.QueryEngine;
import dev.tributary.standalone.stack.Scratch;
import dev.tributary.standalone.stack.Stack;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// An archive to ask questions of: that of a running stack, or one made for the purpose, whose
/// stack runs in this process and is gone afterwards.
///
/// @param data its directory
/// @param scratch null where the stack is somebody's own
record AskedArchive(
        Path data, Endpoints.Postgres postgres, @Nullable Scratch scratch, @Nullable Stack stack)
        implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    static AskedArchive running(Path data) {
        Path file = new DataDirectory(data).endpointsFile();
        Endpoints endpoints =
                Endpoints.read(file)
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "no stack runs on \""
                                                + data
                                                + "\": \""
                                                + file
                                                + "\" is not there; start it with tributary up"
                                                + " --data, or leave --data out"));
        return new AskedArchive(data, endpoints.postgres(), null, null);
    }

    /// Returns when every text has its vector and the index holds them all.
    static AskedArchive imported(List<String> lines, Consumer<String> progress) throws Exception {
        Scratch scratch = Scratch.create("questions");
        Settings settings = SettingsLoader.load(null, Map.of());
        Stack stack = Stack.start(scratch.data(), settings, _ -> {});
        AskedArchive archive =
                new AskedArchive(scratch.path(), stack.endpoints().postgres(), scratch, stack);
        boolean ready = false;
        try {
            archive.importLines(lines);
            archive.awaitVectors(lines.size(), settings, progress);
            ready = true;
            return archive;
        } finally {
            if (!ready) {
                archive.close();
            }
        }
    }

    private void importLines(List<String> lines) throws IOException {
        Path file = Files.write(data.resolve("corpus.jsonl"), lines);
        int code =
                Ingestor.run(
                        Map.of(),
                        new PrintWriter(Writer.nullWriter()),
                        "import",
                        "jsonl",
                        "--account",
                        "bench",
                        "--quiet",
                        "--data",
                        data.toString(),
                        file.toString());
        if (code != ExitCode.OK) {
            throw new IllegalStateException("the import ended with exit code " + code);
        }
    }

    private void awaitVectors(int messages, Settings settings, Consumer<String> progress)
            throws InterruptedException {
        long moved = System.nanoTime();
        String last = "";
        try (QueryEngine engine =
                QueryEngine.open(postgres, settings.embedding(), Clock.systemUTC())) {
            while (true) {
                Answer.ArchiveStatus status =
                        (Answer.ArchiveStatus) engine.ask(new Question.Status()).answer();
                long stored =
                        status.accounts().stream().mapToLong(Answer.AccountStatus::messages).sum();
                Answer.EmbeddingStatus vectors = status.embedding();
                if (stored >= messages && vectors != null && isReady(vectors)) {
                    return;
                }
                String now =
                        "%,d of %,d messages stored, %,d texts embedded"
                                .formatted(
                                        stored, messages, vectors == null ? 0 : vectors.embedded());
                if (!now.equals(last)) {
                    moved = System.nanoTime();
                    last = now;
                    progress.accept(now);
                } else if (System.nanoTime() - moved > PATIENCE.toNanos()) {
                    throw new IllegalStateException(
                            "nothing has moved for " + PATIENCE + ": " + now);
                }
                Thread.sleep(5_000);
            }
        }
    }

    private static boolean isReady(Answer.EmbeddingStatus vectors) {
        return vectors.embedded() >= vectors.texts() && vectors.indexing().equals("ready");
    }

    long messages() throws SQLException {
        return Long.parseLong(column("select count(*) from tributary.messages").getFirst());
    }

    /// All texts, in an order that is always the same.
    List<String> texts() throws SQLException {
        return column(
                "select text from tributary.messages where text <> '' and not deleted order by"
                        + " account, chat, message");
    }

    private List<String> column(String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                postgres.jdbcUrl(), postgres.user(), postgres.password().value());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    @Override
    public void close() throws IOException {
        if (stack != null) {
            stack.close();
        }
        if (scratch != null) {
            scratch.close();
        }
    }
}
