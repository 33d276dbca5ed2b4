package dev.tributary.contract.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryDaemonStartTest {

    private static final Map<String, String> ENVIRONMENT =
            Map.of("LANG", "C.UTF-8", "TRIBUTARY_HOME", "/elsewhere");

    @Test
    void isReadAsTheArchiveThatItWasMadeFor() {
        List<String> words = words(new ArchiveIdentity(Path.of("/data"), null, List.of()));

        Map<String, String> read = QueryDaemonStart.read(words, ENVIRONMENT);

        assertThat(read)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("LANG", "C.UTF-8", "TRIBUTARY_HOME", "/data"));
    }

    @Test
    void isReadWithTheConfigurationThatItWasMadeFor() {
        List<String> words =
                words(new ArchiveIdentity(Path.of("/data"), Path.of("/a.toml"), List.of()));

        Map<String, String> read = QueryDaemonStart.read(words, ENVIRONMENT);

        assertThat(read)
                .containsEntry("TRIBUTARY_HOME", "/data")
                .containsEntry("TRIBUTARY_CONFIG", "/a.toml");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "daemon start --foreground",
                "daemon start --foreground --log-to-file",
                "daemon start --foreground --data /data",
                "daemon start --foreground --log-to-file --data",
                "daemon start --log-to-file --foreground --data /data",
                "daemon start --foreground --log-to-file --config /data",
                "daemon start --foreground --log-to-file --data /data --help x",
                "daemon start --foreground --log-to-file --data /data --config",
                "search text word"
            })
    void isNotReadFromOtherWords(String words) {
        assertThat(QueryDaemonStart.read(List.of(words.split(" ", -1)), ENVIRONMENT)).isNull();
    }

    private static List<String> words(ArchiveIdentity archive) {
        List<String> command = new QueryDaemonStart(Path.of("/root"), archive).command();
        return command.subList(1, command.size());
    }
}
