package dev.tributary.standalone;

import dev.tributary.archive.Archive;
import dev.tributary.archive.ArchiveChecksum;
import dev.tributary.archive.TableChecksum;
import dev.tributary.contract.config.SettingsLoader;
import dev.tributary.contract.raw.Lane;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.contract.topic.TopicName;
import dev.tributary.contract.topic.Topics;
import dev.tributary.ingestor.Ingestor;
import dev.tributary.log.LogClients;
import dev.tributary.simulator.vkteams.Bot;
import dev.tributary.simulator.vkteams.VkTeamsSimulator;
import dev.tributary.standalone.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/// The embedded stack without a model, and what tests ask of it.
final class RunningStack implements AutoCloseable {

    private final Path directory;
    private final Stack stack;
    private final Archive archive;

    private RunningStack(Path directory, Stack stack) {
        this.directory = directory;
        this.stack = stack;
        this.archive = Archive.open(stack.endpoints().postgres());
    }

    /// Without accounts.
    static RunningStack start(Path directory) throws IOException, InterruptedException {
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

    private static RunningStack start(Path directory, String accounts)
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

    int run(String... ingestorArguments) {
        return Ingestor.run(
                Map.of(),
                Stream.concat(
                                Stream.of(ingestorArguments),
                                Stream.of("--data", directory.toString()))
                        .toArray(String[]::new));
    }

    long count(String sql) throws SQLException {
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
