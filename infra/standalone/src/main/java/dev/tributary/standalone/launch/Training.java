package dev.tributary.standalone.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Makes the AOT caches (<https://openjdk.org/jeps/514>): each from a training run of the real
/// program with the arguments that it will have.
///
/// @param java the JDK's program
record Training(Path java, Path launch) {

    void run() throws IOException, InterruptedException {
        cache(
                JvmProgram.CLIENT,
                "client.aot",
                List.of("dev.tributary.cli.client.Client", "--help"));
        cache(JvmProgram.CLI, "cli.aot", List.of("dev.tributary.cli.QueryCli", "--help"));
    }

    private void cache(JvmProgram program, String name, List<String> main)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.add("@" + launch.resolve(program.arguments()));
        command.add("-XX:AOTCacheOutput=" + launch.resolve(name));
        command.addAll(main);
        Path log = Files.createTempFile("training", ".log");
        ProcessBuilder training =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        training.environment().keySet().removeIf(name2 -> name2.startsWith("JAVA_TOOL"));
        int exitCode = training.start().waitFor();
        if (exitCode != 0 || !Files.exists(launch.resolve(name))) {
            throw new IOException(
                    name + " was not made (exit " + exitCode + "): " + Files.readString(log));
        }
        Files.delete(log);
    }
}
