package dev.tributary.cli.rehearsal;

import dev.tributary.cli.Asking;
import dev.tributary.cli.Invocation;
import dev.tributary.cli.QueryCli;
import dev.tributary.cli.TerminalFacts;
import dev.tributary.contract.answer.Answer;
import dev.tributary.contract.answer.Answered;
import dev.tributary.contract.answer.Hit;
import dev.tributary.contract.answer.Message;
import dev.tributary.contract.answer.Meta;
import dev.tributary.contract.answer.Snippet;
import dev.tributary.contract.event.MessageKind;
import dev.tributary.contract.identity.MessageRef;
import dev.tributary.contract.identity.UserId;
import dev.tributary.query.QueryEngine;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.postgresql.Driver;

/// What can be rehearsed of a search where there is no database, as on the machine of a build: a
/// search that does not get through to Postgres, answers rendered, and every class of the engine
/// and of the driver loaded, because those that read an answer cannot run.
///
/// `Rehearsal SCRATCH_DIRECTORY`
public final class Rehearsal {

    /// Nothing listens there.
    private static final String CLOSED = "jdbc:postgresql://127.0.0.1:1/none";

    private Rehearsal() {}

    public static void main(String[] args) throws IOException, GeneralSecurityException {
        Map<String, String> environment =
                Map.of(
                        "TRIBUTARY_HOME",
                        args[0],
                        "TRIBUTARY_POSTGRES_URL",
                        CLOSED,
                        "TRIBUTARY_POSTGRES_USER",
                        "nobody",
                        "TRIBUTARY_POSTGRES_PASSWORD",
                        "none");
        QueryCli.run(environment, "search", "text", "word", "--limit", "3");
        for (String format : List.of("table", "json", "ndjson")) {
            render(environment, "search", "text", "word", "--output", format);
        }
        loadAll(QueryEngine.class, "dev/tributary/query/");
        loadAll(Answer.class, "dev/tributary/contract/answer/");
        for (String part : List.of("core/", "jdbc/", "util/", "ssl/", "hostchooser/", "shaded/")) {
            loadAll(Driver.class, "org/postgresql/" + part);
        }
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(new byte[32], "HmacSHA256"));
        mac.doFinal(new byte[32]);
    }

    private static void render(Map<String, String> environment, String... arguments) {
        PrintStream nowhere =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Asking made = (_, _, _) -> answered();
        new QueryCli(made, Clock.systemUTC())
                .run(
                        new Invocation(
                                List.of(arguments),
                                environment,
                                TerminalFacts.plain(ZoneOffset.UTC),
                                nowhere,
                                nowhere));
    }

    private static void loadAll(Class<?> neighbour, String prefix) throws IOException {
        CodeSource source = neighbour.getProtectionDomain().getCodeSource();
        try (JarFile jar = new JarFile(Path.of(source.getLocation().getPath()).toFile())) {
            jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith(prefix) && name.endsWith(".class"))
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .forEach(name -> load(name.replace('/', '.')));
        }
    }

    private static void load(String name) {
        try {
            Class.forName(name, false, Rehearsal.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            // Stands on an optional library that we do not ship; a search does not need it either.
            System.err.println("not loaded: " + name + ", " + e.getMessage());
        }
    }

    private static Answered answered() {
        Instant at = Instant.EPOCH;
        Message message =
                new Message(
                        MessageRef.parse("jsonl:a/c/1"),
                        "Chat",
                        new UserId("anna"),
                        "Anna",
                        at,
                        null,
                        MessageKind.MESSAGE,
                        "a word",
                        null,
                        false);
        Snippet snippet = new Snippet("a " + Snippet.OPEN + "word" + Snippet.CLOSE);
        return new Answered(
                new Answer.Hits(List.of(new Hit(message, snippet, 0.5, 1))),
                new Meta(Duration.ofMillis(1), at, List.of(), null, null));
    }
}
