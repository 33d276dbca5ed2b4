package dev.tributary.mcp.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class EntryTest {

    @TempDir private Path directory;

    @Test
    void keeps_what_others_have_written_and_a_copy_of_it() throws Exception {
        Path file = directory.resolve("mcp.json");
        String before =
                """
                { // mine
                  "servers": {"other": {"command": "x"}, "tributary": {"command": "old"}},
                  "inputs": []
                }
                """;
        Files.writeString(file, before);

        var backup = entry(ClientProgram.VSCODE).writeInto(file);

        assertThat(JsonMapper.shared().readTree(Files.readString(file)))
                .isEqualTo(
                        JsonMapper.shared()
                                .readTree(
                                        """
                                        {"servers": {"other": {"command": "x"}, "tributary":
                                          {"type": "stdio", "command": "/t/bin/mcp-bridge",
                                           "args": ["stdio"]}},
                                         "inputs": []}
                                        """));
        assertThat(Files.readString(backup.orElseThrow())).isEqualTo(before);
    }

    @Test
    void begins_a_file_where_there_is_none() throws Exception {
        Path file = directory.resolve("new/mcp.json");

        assertThat(entry(ClientProgram.CURSOR).writeInto(file)).isEmpty();
        assertThat(Files.readString(file)).contains("\"mcpServers\"");
    }

    @Test
    void leaves_a_file_alone_that_it_does_not_understand() throws Exception {
        Path file = Files.writeString(directory.resolve("mcp.json"), "nonsense");

        assertThatThrownBy(() -> entry(ClientProgram.CLAUDE).writeInto(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("was left alone");
        assertThat(Files.readString(file)).isEqualTo("nonsense");
    }

    @Test
    void leaves_servers_alone_that_are_no_object() throws Exception {
        Path file = Files.writeString(directory.resolve("mcp.json"), "{\"mcpServers\": [1]}");

        assertThatThrownBy(() -> entry(ClientProgram.CLAUDE).writeInto(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("was left alone");
        assertThat(Files.readString(file)).isEqualTo("{\"mcpServers\": [1]}");
    }

    @Test
    void shows_nobody_what_the_file_was_hiding() throws Exception {
        Path file = Files.writeString(directory.resolve("mcp.json"), "{\"token\": \"secret\"}");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        var backup = entry(ClientProgram.CLAUDE).writeInto(file);

        for (Path each : List.of(file, backup.orElseThrow())) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void writes_through_a_link() throws Exception {
        Path kept = Files.writeString(directory.resolve("kept.json"), "{}");
        Path link = Files.createSymbolicLink(directory.resolve("mcp.json"), kept);

        var _ = entry(ClientProgram.CLAUDE).writeInto(link);

        assertThat(link).isSymbolicLink();
        assertThat(Files.readString(kept)).contains("tributary");
    }

    private static Entry entry(ClientProgram program) {
        return new Entry(
                program.section(), program.entry(Path.of("/t/bin/mcp-bridge"), List.of("stdio")));
    }
}
