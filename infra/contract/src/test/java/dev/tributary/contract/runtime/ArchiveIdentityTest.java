package dev.tributary.contract.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveIdentityTest {

    @TempDir private Path directory;
    private Path data;

    @BeforeEach
    void realPath() throws IOException {
        data = Files.createDirectory(directory.toRealPath().resolve("data"));
    }

    @Test
    void isTheSameByWhateverWayTheDirectoryIsNamed() throws IOException {
        Path link = Files.createSymbolicLink(data.resolveSibling("link"), data);
        ArchiveIdentity byOption = identity(data, null, Map.of());

        assertThat(identity(link, null, Map.of())).isEqualTo(byOption);
        assertThat(identity(Path.of("data"), null, Map.of())).isEqualTo(byOption);
        assertThat(identity(Path.of("data/../link/"), null, Map.of())).isEqualTo(byOption);
        assertThat(identity(null, null, Map.of("TRIBUTARY_HOME", "data"))).isEqualTo(byOption);
    }

    @Test
    void staysTheSameWhenTheOutcomeIsNamedExplicitly() throws IOException {
        Files.writeString(data.resolve("tributary.toml"), "[postgres]\n");
        ArchiveIdentity found = identity(null, null, Map.of("TRIBUTARY_HOME", "data"));

        ArchiveIdentity again = identity(found.data(), found.configuration(), Map.of());

        assertThat(again).isEqualTo(found);
        assertThat(found.configuration()).isEqualTo(data.resolve("tributary.toml"));
    }

    @Test
    void changesWithTheConfigurationsText() throws IOException {
        Path file = Files.writeString(data.resolve("tributary.toml"), "one = 1\n");
        ArchiveIdentity before = identity(data, null, Map.of());
        Files.writeString(file, "one = 2\n");

        ArchiveIdentity after = identity(data, null, Map.of());

        assertThat(after.facts()).isNotEqualTo(before.facts());
    }

    @Test
    void changesWithWhatTheEnvironmentSets() {
        ArchiveIdentity bare = identity(data, null, Map.of("PATH", "/bin"));

        ArchiveIdentity set = identity(data, null, Map.of("TRIBUTARY_POSTGRES_URL", "jdbc:x"));

        assertThat(set.facts())
                .isNotEqualTo(bare.facts())
                .contains("TRIBUTARY_POSTGRES_URL=jdbc:x");
    }

    @Test
    void ignoresWhatSaysNothingOfTheArchive() {
        ArchiveIdentity bare = identity(data, null, Map.of());

        ArchiveIdentity set =
                identity(
                        data, null, Map.of("TRIBUTARY_JAVA_OPTS", "-Xmx1g", "TRIBUTARY_HOME", "x"));

        assertThat(set).isEqualTo(bare);
    }

    @Test
    void isTheSameForAServiceWithTheSecretsOfOtherSections() {
        ArchiveIdentity shell = identity(data, null, Map.of());

        ArchiveIdentity service =
                identity(
                        data,
                        null,
                        Map.of(
                                "TRIBUTARY_MCP_CLIENTS_A_TOKEN", "secret",
                                "TRIBUTARY_VKTEAMS_TEAM_TOKEN", "secret",
                                "TRIBUTARY_PROCESSOR_FEED", "false",
                                "TRIBUTARY_EMBEDDED_KAFKA_PORT", "9999"));
        ArchiveIdentity other = identity(data, null, Map.of("TRIBUTARY_EMBEDDING_ENABLED", "no"));

        assertThat(service).isEqualTo(shell);
        assertThat(other).isNotEqualTo(shell);
    }

    @Test
    void keepsANamedConfigurationThatIsNotThere() {
        ArchiveIdentity identity = identity(data, Path.of("absent.toml"), Map.of());

        assertThat(identity.configuration()).isEqualTo(data.resolveSibling("absent.toml"));
    }

    @Test
    void takesADirectoryThatIsNotThereYet() {
        ArchiveIdentity identity = identity(Path.of("./new"), null, Map.of());

        assertThat(identity.data()).isEqualTo(data.resolveSibling("new"));
        assertThat(identity.configuration()).isNull();
    }

    private ArchiveIdentity identity(
            @Nullable Path dataOption,
            @Nullable Path configOption,
            Map<String, String> environment) {
        return ArchiveIdentity.of(
                dataOption,
                configOption,
                data.getParent(),
                environment,
                "anna",
                Path.of("/home/anna"));
    }
}
