package dev.tributary.standalone.launch;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/// A root with launchers and launch files, made of this test's own class path: Maven runs tests
/// before it makes the jars that a build's launch files name.
record LaunchedInstallation(Path root) {

    /// What one run left behind.
    record Run(int exitCode, String out, String err) {}

    static LaunchedInstallation in(Path root) throws IOException, InterruptedException {
        Path checkout = checkout();
        try (Stream<Path> files = Files.walk(checkout.resolve("bin"))) {
            for (Path file : files.toList()) {
                Files.copy(file, root.resolve(checkout.relativize(file).toString()));
            }
        }
        Files.createDirectories(root.resolve("lib"));
        List<Path> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(entry).toAbsolutePath();
            if (Files.isRegularFile(path)) {
                jars.add(path);
            } else if (path.endsWith("target/classes") && !path.startsWith(standalone(checkout))) {
                jars.add(jar(path, root.resolve("lib")));
            }
        }
        LaunchedInstallation installation = new LaunchedInstallation(root);
        LaunchFiles.write(root, new Jars(jars), new Jars(jars), installation.launch());
        return installation;
    }

    private static Path standalone(Path checkout) {
        return checkout.resolve("infra/standalone");
    }

    /// Maven runs a module's tests in the module's directory.
    private static Path checkout() throws IOException {
        return Path.of("../..").toRealPath();
    }

    private static Path jar(Path classes, Path lib) throws IOException {
        String module = classes.getParent().getParent().getFileName().toString();
        Path jar = lib.resolve("tributary-" + module + "-0.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> all = Files.walk(classes)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(path).toString()));
                Files.copy(path, out);
                out.closeEntry();
            }
        }
        return jar;
    }

    Path launch() {
        return root.resolve("infra/standalone/target/launch");
    }

    Run run(Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile(root, "out", "");
        Path err = Files.createTempFile(root, "err", "");
        ProcessBuilder process =
                new ProcessBuilder(command)
                        .redirectInput(new File("/dev/null"))
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        Map<String, String> given = new HashMap<>(environment);
        given.put("PATH", System.getenv("PATH"));
        process.environment().clear();
        process.environment().putAll(given);
        int exitCode = process.start().waitFor();
        return new Run(
                exitCode,
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }
}
