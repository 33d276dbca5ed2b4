package dev.tributary.cli.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildTest {

    @TempDir private Path root;

    @Test
    void isReplacedByOneOfAnotherIdentity() throws IOException {
        Path file = root.resolve("infra/standalone/target/launch/build");
        Files.createDirectories(file.getParent());
        Build build = new Build(root, "one");

        assertThat(build.isReplaced()).as("while a build is under way").isFalse();
        Files.writeString(file, "one\n");
        assertThat(build.isReplaced()).as("by itself").isFalse();
        Files.writeString(file, "two\n");
        assertThat(build.isReplaced()).isTrue();
        assertThat(new Build(root, "").isReplaced()).as("where nobody told").isFalse();
    }
}
