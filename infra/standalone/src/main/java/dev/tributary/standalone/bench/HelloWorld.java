package dev.tributary.standalone.bench;

import dev.tributary.standalone.launch.LaunchFiles;
import dev.tributary.standalone.stack.Scratch;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/// [Hello] in a jar of its own with an AOT cache, on this JDK and with the flags that the client
/// runs with.
record HelloWorld(List<String> command) {

    static HelloWorld make(Scratch scratch) throws IOException, InterruptedException {
        Path jar = jar(scratch.path().resolve("hello.jar"));
        Path cache = scratch.path().resolve("hello.aot");
        run(command("-XX:AOTCacheOutput=" + cache, jar));
        if (!Files.exists(cache)) {
            throw new IllegalStateException(
                    "java made no AOT cache of hello world; JDK 25 or newer is needed");
        }
        return new HelloWorld(command("-XX:AOTCache=" + cache, jar));
    }

    private static List<String> command(String cache, Path jar) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(cache);
        command.addAll(LaunchFiles.clientFlags());
        command.addAll(List.of("-cp", jar.toString(), Hello.class.getName()));
        return command;
    }

    private static Path jar(Path file) throws IOException {
        String entry = Hello.class.getName().replace('.', '/') + ".class";
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out);
                InputStream bytes = Hello.class.getResourceAsStream("Hello.class")) {
            jar.putNextEntry(new JarEntry(entry));
            jar.write(bytes.readAllBytes());
            jar.closeEntry();
        }
        return file;
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("hello world failed: " + output.strip());
        }
    }
}
