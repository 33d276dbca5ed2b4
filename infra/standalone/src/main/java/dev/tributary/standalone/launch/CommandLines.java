package dev.tributary.standalone.launch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The arguments of each JVM up to the main class: the very same file serves the training of an AOT
/// cache and its use, because a cache is refused where flags or class path differ.
///
/// @param build of query-cli, for all: who asks a daemon must be of its build
/// @param jars of query-cli
record CommandLines(Path root, String build, Jars jars, Jars bridgeJars) {

    /// In the form of `java @file`: an argument a line, quoted.
    String arguments(JvmProgram program) {
        List<String> arguments = new ArrayList<>(program.flags());
        arguments.add("-Dtributary.root=" + root);
        arguments.add("-Dtributary.build=" + build);
        arguments.add("-cp");
        arguments.add(
                switch (program) {
                    case CLIENT -> jars.clientPath();
                    case CLI, DAEMON -> jars.fullPath();
                    case BRIDGE -> bridgeJars.fullPath();
                });
        return arguments.stream()
                .map(CommandLines::quoted)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String quoted(String argument) {
        return "\"" + argument.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
