package dev.tributary.contract.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Which archive a call means, told without reading the configuration: two calls that could be
/// answered differently have different facts. On the way of every call of the thin client, hence no
/// TOML, no streams, no lambdas.
///
/// @param data its directory, by its real path where it exists
/// @param configuration the file that is in force, whether or not it can be read; null if there is
///   none
/// @param facts in a fixed order; they contain secrets, so they are hashed and never shown
public record ArchiveIdentity(Path data, @Nullable Path configuration, List<String> facts) {

    private static final List<String> SAY_NOTHING_OF_THE_ARCHIVE =
            List.of(
                    "TRIBUTARY_HOME",
                    "TRIBUTARY_CONFIG",
                    "TRIBUTARY_JAVA_OPTS",
                    "TRIBUTARY_TEST_DATA");

    /// Sections that no answer depends on. A service has their secrets in its environment, a shell
    /// has not, and both mean the same archive.
    private static final List<String> SECTIONS_OF_OTHERS =
            List.of(
                    "TRIBUTARY_MCP_",
                    "TRIBUTARY_VKTEAMS_",
                    "TRIBUTARY_TELEGRAM_",
                    "TRIBUTARY_PROCESSOR_",
                    "TRIBUTARY_EMBEDDED_");

    public ArchiveIdentity {
        facts = List.copyOf(facts);
    }

    /// Naming the resulting directory and file explicitly leads to the same identity.
    ///
    /// @param dataOption the value of `--data`, null if it was not given
    /// @param configOption the value of `--config`, null if it was not given
    public static ArchiveIdentity of(
            @Nullable Path dataOption,
            @Nullable Path configOption,
            Path workingDirectory,
            Map<String, String> environment,
            String user,
            Path home) {
        Path data =
                real(
                        workingDirectory.resolve(
                                DataDirectory.named(dataOption, environment, user, home)));
        Path named = new DataDirectory(data).configuration(configOption, environment).orElse(null);
        Path configuration = named == null ? null : real(workingDirectory.resolve(named));
        List<String> facts = new ArrayList<>();
        facts.add("data=" + data);
        facts.add("configuration=" + (configuration == null ? "" : configuration.toString()));
        facts.add(configuration == null ? "" : text(configuration));
        for (Map.Entry<String, String> variable : new TreeMap<>(environment).entrySet()) {
            if (isFact(variable.getKey())) {
                facts.add(variable.getKey() + "=" + variable.getValue());
            }
        }
        return new ArchiveIdentity(data, configuration, facts);
    }

    private static boolean isFact(String variable) {
        if (!variable.startsWith("TRIBUTARY_") || SAY_NOTHING_OF_THE_ARCHIVE.contains(variable)) {
            return false;
        }
        for (String section : SECTIONS_OF_OTHERS) {
            if (variable.startsWith(section)) {
                return false;
            }
        }
        return true;
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path.toAbsolutePath().normalize();
        }
    }

    /// A file that cannot be read is the daemon's to complain about: it says more than we can.
    private static String text(Path configuration) {
        try {
            return new String(Files.readAllBytes(configuration), UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
