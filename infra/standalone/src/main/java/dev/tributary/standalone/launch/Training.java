package dev.tributary.standalone.launch;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.contract.runtime.ArchiveIdentity;
import dev.tributary.rpc.daemon.Daemon;
import dev.tributary.rpc.daemon.DaemonLimits;
import dev.tributary.rpc.daemon.InstanceRuns;
import dev.tributary.rpc.place.DaemonId;
import dev.tributary.rpc.place.DaemonPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Makes the AOT caches (<https://openjdk.org/jeps/514>), each from a run of the program with the
/// arguments that it will have.
///
/// @param java the JDK's program
/// @param scratch a directory of the training's own, which its caller removes
record Training(Path java, Path launch, String build, Path scratch) {

    void run() throws IOException, InterruptedException {
        Files.setPosixFilePermissions(scratch, PosixFilePermissions.fromString("rwx------"));
        Files.writeString(scratch.resolve("tributary.toml"), "# read by every call\n");
        Path nothing = Files.createFile(scratch.resolve("nothing"));
        client(nothing);
        cache(
                JvmProgram.CLI,
                List.of("dev.tributary.cli.rehearsal.Rehearsal", scratch.toString()),
                nothing);
        cache(
                JvmProgram.DAEMON,
                List.of("dev.tributary.cli.rehearsal.DaemonRehearsal", scratch.toString()),
                nothing);
        bridge();
    }

    /// A session as agents begin it.
    private void bridge() throws IOException, InterruptedException {
        Path session =
                Files.writeString(
                        scratch.resolve("session"),
                        """
                        {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"training","version":"1"}}}
                        {"jsonrpc":"2.0","method":"notifications/initialized"}
                        {"jsonrpc":"2.0","id":2,"method":"tools/list"}
                        {"jsonrpc":"2.0","id":3,"method":"resources/list"}
                        {"jsonrpc":"2.0","id":4,"method":"resources/templates/list"}
                        {"jsonrpc":"2.0","id":5,"method":"prompts/list"}
                        """);
        cache(
                JvmProgram.BRIDGE,
                List.of("dev.tributary.mcp.McpBridge", "stdio", "--data", scratch.toString()),
                session);
    }

    /// A start, and a whole call, answered by a real daemon in this process.
    private void client(Path stdin) throws IOException, InterruptedException {
        ArchiveIdentity archive = ArchiveIdentity.of(scratch, null, scratch, Map.of(), "", scratch);
        DaemonPlace place =
                DaemonPlace.of(
                        "tributary",
                        DaemonId.of("query", archive.facts()),
                        Map.of("XDG_RUNTIME_DIR", scratch.toString()));
        try (Daemon _ =
                Daemon.open(
                        place,
                        build,
                        (_, reply) -> {
                            reply.out().write("an answer\n".getBytes(UTF_8));
                            return 0;
                        },
                        DaemonLimits.DEFAULT,
                        List.of())) {
            cache(
                    JvmProgram.CLIENT,
                    List.of(
                            "dev.tributary.cli.rehearsal.ClientRehearsal",
                            Files.createDirectory(scratch.resolve("none")).toString(),
                            "search",
                            "text",
                            "word",
                            "--data",
                            scratch.toString()),
                    stdin);
        } catch (InstanceRuns e) {
            throw new IOException(e);
        }
    }

    private void cache(JvmProgram program, List<String> main, Path stdin)
            throws IOException, InterruptedException {
        Path cache = launch.resolve(program.cache());
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.add("@" + launch.resolve(program.arguments()));
        command.add("-XX:AOTCacheOutput=" + cache);
        command.addAll(main);
        Path log = scratch.resolve(program.cache() + ".log");
        ProcessBuilder training =
                new ProcessBuilder(command)
                        .redirectInput(stdin.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        // Nothing of the builder's own: variables that name an archive, flags for every JVM.
        training.environment().keySet().removeIf(Training::changesTheRun);
        training.environment().put("XDG_RUNTIME_DIR", scratch.toString());
        int exitCode = training.start().waitFor();
        if (exitCode != 0 || !Files.exists(cache)) {
            throw new IOException(
                    "the training run for \""
                            + cache
                            + "\" ended with "
                            + exitCode
                            + ": "
                            + Files.readString(log));
        }
    }

    private static boolean changesTheRun(String variable) {
        return variable.startsWith("TRIBUTARY_")
                || variable.equals("JAVA_TOOL_OPTIONS")
                || variable.equals("JDK_JAVA_OPTIONS");
    }
}
