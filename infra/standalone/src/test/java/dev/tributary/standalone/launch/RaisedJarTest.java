package dev.tributary.standalone.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RaisedJarTest {

    @TempDir private Path directory;

    @Test
    void hasTheSameBytesEachTime() throws Exception {
        Path once = RaisedJar.write(picocli(), directory.resolve("once"));
        Path twice = RaisedJar.write(picocli(), directory.resolve("twice"));

        assertThat(once).hasSameBinaryContentAs(twice);
    }

    @Test
    void hasOnlyClassesThatTheJvmVerifiesAndCaches() throws Exception {
        Path raised = RaisedJar.write(picocli(), directory);

        List<String> loaded = new ArrayList<>();
        try (JarFile jar = new JarFile(raised.toFile());
                URLClassLoader loader =
                        new URLClassLoader(
                                new URL[] {raised.toUri().toURL()},
                                ClassLoader.getPlatformClassLoader())) {
            for (var entry : jar.stream().toList()) {
                if (entry.getName().startsWith("picocli/CommandLine")) {
                    byte[] head;
                    try (var in = jar.getInputStream(entry)) {
                        head = in.readNBytes(8);
                    }
                    assertThat((int) head[7]).as(entry.getName()).isGreaterThanOrEqualTo(50);
                    String name = entry.getName().replace(".class", "").replace('/', '.');
                    loaded.add(Class.forName(name, true, loader).getName());
                }
            }
        }

        assertThat(loaded).contains("picocli.CommandLine$Interpreter").hasSizeGreaterThan(100);
    }

    @Test
    void keepsEveryEntry() throws Exception {
        Path raised = RaisedJar.write(picocli(), directory);

        assertThat(names(raised))
                .containsExactlyElementsOf(
                        names(picocli()).stream()
                                .filter(name -> !name.startsWith("META-INF/versions/"))
                                .toList());
    }

    @Test
    void hasTheClassesForThisJavaWhereTheOthersStand() throws Exception {
        Path postgres = jarOf(org.postgresql.Driver.class);

        Path raised = RaisedJar.write(postgres, directory);

        String name = "org/postgresql/util/LazyCleanerImpl$CleanableWrapper.class";
        assertThat(names(postgres)).contains("META-INF/versions/11/" + name).doesNotContain(name);
        assertThat(names(raised)).contains(name).noneMatch(each -> each.contains("versions/11"));
        try (JarFile jar = new JarFile(raised.toFile())) {
            assertThat(jar.isMultiRelease()).isFalse();
        }
    }

    private static List<String> names(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> !name.equals("module-info.class"))
                    .toList();
        }
    }

    private static Path picocli() throws URISyntaxException {
        return jarOf(CommandLine.class);
    }

    private static Path jarOf(Class<?> type) throws URISyntaxException {
        Path jar = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        assertThat(Files.isRegularFile(jar)).isTrue();
        return jar;
    }
}
