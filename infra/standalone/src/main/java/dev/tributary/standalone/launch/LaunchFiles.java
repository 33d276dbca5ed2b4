package dev.tributary.standalone.launch;

import dev.tributary.cli.command.LaunchTexts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Run by the build after the jars are there: `LaunchFiles ROOT`.
///
/// The launcher trusts what it finds once the file `java` is there (the JDK's program, and the root
/// that all paths start with), so that one is removed first and written last.
public final class LaunchFiles {

    private LaunchFiles() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path root = Path.of(args[0]).toRealPath();
        Path target = root.resolve("infra/standalone/target");
        write(
                root,
                Jars.of(target.resolve("lib"), root.resolve("query-cli/target/class-path")),
                target.resolve("launch"));
    }

    /// The JVM's flags of the thin client, for who compares another program with it.
    public static List<String> clientFlags() {
        return JvmProgram.CLIENT.flags();
    }

    /// @param launch where the files go
    static void write(Path root, Jars jars, Path launch) throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Files.createDirectories(launch);
        Files.deleteIfExists(launch.resolve("java"));
        LaunchTexts.write(launch);
        Jars raised = jars.raised(launch.resolve("raised"));
        String build = raised.identity();
        Files.writeString(launch.resolve("build"), build + "\n");
        CommandLines commandLines = new CommandLines(root, build, raised);
        for (JvmProgram program : JvmProgram.values()) {
            Files.writeString(launch.resolve(program.arguments()), commandLines.arguments(program));
        }
        train(java, launch, build);
        Files.writeString(launch.resolve("java"), java + "\n" + root + "\n");
    }

    private static void train(Path java, Path launch, String build)
            throws IOException, InterruptedException {
        Path scratch = Files.createTempDirectory("tributary-training").toRealPath();
        try {
            new Training(java, launch, build, scratch).run();
        } finally {
            try (Stream<Path> all = Files.walk(scratch)) {
                for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
