package dev.tributary.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Clients that others wrote: the official conformance suite, the npm SDK, the inspector. Needs npm
/// and its registry the first time; what it installs is kept in `target`.
@Tag("stack")
class NodeClientsIT {

    private static final Path HOME = Path.of("target", "node").toAbsolutePath();

    /// What the clients want is newer than what some systems have.
    private static final Path NODE =
            HOME.resolve("node_modules/node-linux-" + architecture() + "/bin/node");

    private static final Duration SHORT = Duration.ofSeconds(30);
    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir private static Path data;

    private static TestArchive archive;
    private static TestService service;

    @BeforeAll
    static void install() throws Exception {
        Files.createDirectories(HOME);
        try (Stream<Path> files = Files.list(Path.of("src", "test", "node"))) {
            for (Path file : files.toList()) {
                Files.copy(
                        file,
                        HOME.resolve(file.getFileName()),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (!isInstalled()) {
            assumeTrue(has("npm", "--version"), "npm is not there");
            assumeTrue(
                    has("npm", "ping", "--fetch-timeout", "10000", "--fetch-retries", "1"),
                    "the registry of npm does not answer");
            expect(
                    run(
                            LONG,
                            Map.of(),
                            "npm",
                            "ci",
                            "--ignore-scripts",
                            "--no-audit",
                            "--no-fund",
                            "--cache",
                            HOME.resolve("cache").toString(),
                            "--fetch-timeout",
                            "60000"));
            Files.copy(lock(), installed(), StandardCopyOption.REPLACE_EXISTING);
        }
        assumeTrue(Files.isExecutable(NODE), "npm has no Node.js for this system");
        archive = TestArchive.withVectors();
        service = TestService.start(archive, data, Map.of());
    }

    private static String architecture() {
        return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x64";
    }

    private static Path lock() {
        return HOME.resolve("package-lock.json");
    }

    /// The lock file of what is installed; written last.
    private static Path installed() {
        return HOME.resolve("node_modules/installed");
    }

    private static boolean isInstalled() throws IOException {
        return Files.exists(installed()) && Files.mismatch(lock(), installed()) == -1;
    }

    @AfterAll
    static void stop() {
        if (service != null) {
            service.close();
        }
    }

    @Test
    void passes_the_conformance_suite_where_it_needs_no_fixtures() throws Exception {
        expect(node("conformance.mjs", service.uri().toString(), TestService.TOKEN));
    }

    @Test
    void serves_the_npm_sdk_over_http() throws Exception {
        expect(node("sdk.mjs", "http", service.uri().toString(), TestService.TOKEN));
    }

    @Test
    void serves_the_npm_sdk_over_stdio() throws Exception {
        expect(node(stdio("sdk.mjs")));
    }

    @Test
    void serves_the_inspector_over_http() throws Exception {
        expect(node("inspector.mjs", "http", service.uri().toString(), TestService.TOKEN));
    }

    @Test
    void serves_the_inspector_over_stdio() throws Exception {
        expect(node(stdio("inspector.mjs")));
    }

    /// Some clients hand on no environment; the class path is in a file, because none takes a line
    /// that long.
    private static String[] stdio(String script) throws IOException {
        List<String> arguments = BridgeProcess.arguments("stdio");
        Path file = data.resolve(script + ".args");
        Files.write(file, arguments);
        List<String> command = new ArrayList<>(List.of(script, "stdio", "env"));
        archive.environment(data).forEach((name, value) -> command.add(name + "=" + value));
        command.addAll(List.of(BridgeProcess.java(), "@" + file));
        return command.toArray(String[]::new);
    }

    private record Run(int code, String out) {}

    private static void expect(Run run) {
        assertThat(run.code).as(run.out).isZero();
    }

    private static Run node(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(NODE.toString()));
        command.addAll(Arrays.asList(arguments));
        return run(LONG, archive.environment(data), command.toArray(String[]::new));
    }

    private static boolean has(String... command) throws Exception {
        try {
            return run(SHORT, Map.of(), command).code == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static Run run(Duration limit, Map<String, String> environment, String... command)
            throws Exception {
        Path out = Files.createTempFile(data, "out", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(HOME.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        boolean isOver = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        if (!isOver) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return new Run(isOver ? process.exitValue() : -1, Files.readString(out));
    }
}
