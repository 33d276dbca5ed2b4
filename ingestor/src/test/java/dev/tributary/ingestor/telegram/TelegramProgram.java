package dev.tributary.ingestor.telegram;

import static org.awaitility.Awaitility.await;

import dev.tributary.contract.config.Settings;
import dev.tributary.contract.config.SettingsLoader;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.embedded.TestStack;
import dev.tributary.ingestor.Ingestor;
import dev.tributary.ingestor.telegram.tdlib.TdHub;
import dev.tributary.ingestor.telegram.tdlib.TdSession;
import dev.tributary.simulator.telegram.town.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/// The ingestor as its own process, reading one account of the town.
final class TelegramProgram {

    private static final String NAME = "me";

    private final Path directory;
    private final Path config;
    private final LocalTelegram town;
    private final Account account;
    private long connections;

    TelegramProgram(Path directory, LocalTelegram town, Account account) throws IOException {
        this.directory = directory;
        this.town = town;
        this.account = account;
        this.config = Files.writeString(directory.resolve("tributary.toml"), kafka() + telegram());
    }

    private static String kafka() {
        String properties =
                TestStack.kafka().clientProperties().entrySet().stream()
                        .filter(property -> !property.getKey().equals("bootstrap.servers"))
                        .map(property ->
                                "\"%s\" = '''%s'''"
                                        .formatted(property.getKey(), property.getValue().value()))
                        .collect(Collectors.joining("\n"));
        return """
        [kafka]
        bootstrap_servers = "%s"
        [kafka.properties]
        %s
        [postgres]
        url = "jdbc:postgresql://127.0.0.1:1/none"
        """
                .formatted(
                        TestStack.kafka().clientProperties().get("bootstrap.servers").value(),
                        properties);
    }

    private String telegram() {
        return """
        [telegram]
        api_id = 1
        api_hash = "0123456789abcdef0123456789abcdef"
        library = "%s"
        library_sha256 = "%s"
        test_servers = true
        proxy = "socks5://127.0.0.1:%d"
        [telegram.%s]
        backfill_types = ["private", "group", "supergroup", "channel"]
        """
                .formatted(
                        town.library().file(),
                        town.library().sha256(),
                        town.telegram().port(),
                        NAME);
    }

    /// In this process, which then lets the session go.
    void signIn() throws Exception {
        Settings settings = SettingsLoader.load(config, Map.of());
        TdSession session =
                AccountHome.of(new DataDirectory(directory), NAME)
                        .open(
                                settings.telegram(),
                                settings.telegram().accounts().get(NAME),
                                new SecureRandom());
        try (TdHub hub = town.hub()) {
            town.signIn(hub, session, account);
        }
    }

    Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Ingestor.class.getName(),
                        "run",
                        "--config",
                        config.toString(),
                        "--data",
                        directory.toString(),
                        "--status-port",
                        "0")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()))
                .start();
    }

    /// Until the newest process is connected.
    void awaitReading(Duration patience) {
        long before = connections;
        await().atMost(patience).until(() -> said("The account is connected") > before);
        connections = before + 1;
    }

    private long said(String sentence) throws IOException {
        return Files.readString(logFile()).lines().filter(line -> line.contains(sentence)).count();
    }

    /// With the process that reads, at one blow.
    void kill(Process ingestor) throws InterruptedException {
        var children = ingestor.descendants().toList();
        ingestor.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        ingestor.waitFor();
        children.forEach(child -> child.onExit().join());
    }

    private Path logFile() {
        return directory.resolve("ingestor.log");
    }
}
