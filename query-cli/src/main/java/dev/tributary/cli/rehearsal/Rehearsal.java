package dev.tributary.cli.rehearsal;

import dev.tributary.cli.Asking;
import dev.tributary.cli.Invocation;
import dev.tributary.cli.QueryCli;
import dev.tributary.cli.TerminalFacts;
import dev.tributary.contract.answer.Answer;
import dev.tributary.contract.answer.Answered;
import dev.tributary.contract.answer.Attached;
import dev.tributary.contract.answer.Hit;
import dev.tributary.contract.answer.Message;
import dev.tributary.contract.answer.Meta;
import dev.tributary.contract.answer.Snippet;
import dev.tributary.contract.config.Settings;
import dev.tributary.contract.event.MessageKind;
import dev.tributary.contract.identity.MessageRef;
import dev.tributary.contract.identity.UserId;
import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.program.ProgramLogging;
import dev.tributary.query.QueryEngine;
import dev.tributary.rpc.daemon.Daemon;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import org.slf4j.LoggerFactory;

/// A search as a real one goes, from the endpoints file to the printed answer. Nobody asks a real
/// archive here, because a build has none; [StandIn] takes its place.
///
/// `Rehearsal DATA_DIRECTORY`
public final class Rehearsal {

    private Rehearsal() {}

    public static void main(String[] args) throws IOException {
        Path data = Path.of(args[0]);
        Map<String, String> environment = Map.of("TRIBUTARY_HOME", args[0]);
        // Of `daemon status` and its like, which have a log.
        ProgramLogging.toStderr(
                new Settings.Logging(Settings.Logging.Level.WARN, Settings.Logging.Format.TEXT));
        try (StandIn archive = new StandIn()) {
            archive.announce(data);
            int exitCode = QueryCli.once(environment, "search", "text", "word", "--no-daemon");
            if (exitCode != ExitCode.OK) {
                throw new IllegalStateException("the rehearsed search ended with " + exitCode);
            }
        }
        for (String format : List.of("table", "json", "ndjson")) {
            render(environment, "search", "text", "word", "--output", format);
        }
        loadAll();
    }

    /// What another question than the rehearsed one takes.
    static void loadAll() throws IOException {
        loadAll(QueryEngine.class, "dev/tributary/query/");
        loadAll(Answer.class, "dev/tributary/contract/answer/");
        loadAll(Daemon.class, "dev/tributary/rpc/");
        loadAll(QueryCli.class, "dev/tributary/cli/daemon/");
        loadAll(LoggerFactory.class, "org/slf4j/helpers/NOP");
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
        try (JarFile jar =
                new JarFile(Path.of(URI.create(source.getLocation().toString())).toFile())) {
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
                        List.of(new Attached("file", "a.txt", "text/plain", 1_200L, null, "0a/0a")),
                        null,
                        false);
        Snippet snippet = new Snippet("a " + Snippet.OPEN + "word" + Snippet.CLOSE);
        return new Answered(
                new Answer.Hits(List.of(new Hit(message, snippet, 0.5, 1))),
                new Meta(Duration.ofMillis(1), at, List.of(), null, null));
    }
}
