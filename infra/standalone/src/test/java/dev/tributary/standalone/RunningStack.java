package dev.tributary.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.archive.Archive;
import dev.tributary.archive.ArchiveChecksum;
import dev.tributary.archive.TableChecksum;
import dev.tributary.cli.Asking;
import dev.tributary.cli.Invocation;
import dev.tributary.cli.QueryCli;
import dev.tributary.cli.TerminalFacts;
import dev.tributary.contract.config.SettingsLoader;
import dev.tributary.contract.raw.Lane;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.contract.topic.TopicName;
import dev.tributary.contract.topic.Topics;
import dev.tributary.ingestor.Ingestor;
import dev.tributary.log.LogClients;
import dev.tributary.simulator.vkteams.Bot;
import dev.tributary.simulator.vkteams.VkTeamsSimulator;
import dev.tributary.standalone.stack.Stack;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/// The embedded stack without a model, and what tests ask of it.
public final class RunningStack implements AutoCloseable {

    private final Path directory;
    private final Stack stack;
    private final Archive archive;

    private RunningStack(Path directory, Stack stack) {
        this.directory = directory;
        this.stack = stack;
        this.archive = Archive.open(stack.endpoints().postgres());
    }

    /// Without accounts.
    public static RunningStack start(Path directory) throws IOException, InterruptedException {
        return start(directory, "");
    }

    /// With every bot of the simulator as an account.
    static RunningStack listeningTo(VkTeamsSimulator vkTeams, Path directory)
            throws IOException, InterruptedException {
        StringBuilder accounts = new StringBuilder();
        for (Bot bot : vkTeams.bots()) {
            accounts.append(
                    "[vkteams.%s]%nbase_url = \"%s\"%ntoken = \"%s\"%npoll_time = \"2s\"%nrequests_per_second = 1000%n"
                            .formatted(bot.nick(), vkTeams.baseUrl(), bot.token()));
        }
        return start(directory, accounts.toString());
    }

    /// @param accounts sections of the configuration
    public static RunningStack start(Path directory, String accounts)
            throws IOException, InterruptedException {
        Path file =
                Files.writeString(
                        directory.resolve("tributary.toml"),
                        "[embedding]\nenabled = false\n" + accounts);
        Stack stack =
                Stack.start(
                        new DataDirectory(directory), SettingsLoader.load(file, Map.of()), _ -> {});
        return new RunningStack(directory, stack);
    }

    public int run(String... ingestorArguments) {
        return Ingestor.run(
                Map.of(),
                Stream.concat(
                                Stream.of(ingestorArguments),
                                Stream.of("--data", directory.toString()))
                        .toArray(String[]::new));
    }

    public Endpoints endpoints() {
        return stack.endpoints();
    }

    public Archive archive() {
        return archive;
    }

    /// What `query-cli` prints.
    public String ask(String... command) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int code =
                new QueryCli(Asking.once(Clock.systemUTC()), Clock.systemUTC())
                        .run(
                                new Invocation(
                                        List.of(command),
                                        Map.of("TRIBUTARY_HOME", directory.toString()),
                                        TerminalFacts.plain(ZoneOffset.UTC),
                                        new PrintStream(out, true, UTF_8),
                                        System.err));
        if (code != 0) {
            throw new IllegalStateException("query-cli ended with exit code " + code);
        }
        return out.toString(UTF_8);
    }

    public long count(String sql) throws SQLException {
        try (Connection connection = archive.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    /// `chat -> messages`.
    Map<String, Long> messagesByChat() throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        try (Connection connection = archive.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery(
                                "select chat, count(*) from messages group by chat")) {
            while (result.next()) {
                counts.put(result.getString(1), result.getLong(2));
            }
        }
        return counts;
    }

    Map<String, TableChecksum> checksums() throws SQLException {
        try (Connection connection = archive.dataSource().getConnection()) {
            return ArchiveChecksum.of(connection);
        }
    }

    /// The end of every raw topic: it moves when anything is appended.
    Map<TopicPartition, Long> rawEnds() {
        try (var consumer = new LogClients(stack.endpoints().kafka()).consumer(Map.of())) {
            return consumer.endOffsets(
                    Stream.of(Lane.values())
                            .flatMap(lane -> Topics.raw(lane).stream())
                            .map(TopicName::value)
                            .flatMap(topic -> consumer.partitionsFor(topic).stream())
                            .map(p -> new TopicPartition(p.topic(), p.partition()))
                            .toList());
        }
    }

    @Override
    public void close() {
        archive.close();
        stack.close();
    }
}
