package dev.tributary.contract.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class McpSettingsTest {

    @TempDir private Path directory;

    @Test
    void reads_who_may_ask_and_what_each_may_see() throws IOException {
        Path file =
                write(
                        """
                        [mcp.clients.claude]
                        token = "secret"
                        sources = ["vkteams"]
                        chats = ["vkteams:1/team%40chat"]

                        [mcp.clients.stdio]
                        accounts = ["jsonl:a"]
                        """);

        Settings settings = SettingsLoader.load(file, Map.of());

        assertThat(settings.mcp().clients().get("claude").toString())
                .isEqualTo(
                        "McpClient[token=***, scope=Scope[sources=[vkteams], accounts=[],"
                                + " chats=[vkteams:1/team@chat]]]");
        assertThat(settings.mcp().clients().get("stdio").token()).isNull();
    }

    @Test
    void wants_a_token_of_a_client_and_references_of_chats() throws IOException {
        Path file = write("[mcp.clients.claude]\nchats = [\"Team\"]\n");

        assertThatExceptionOfType(InvalidSettings.class)
                .isThrownBy(() -> SettingsLoader.load(file, Map.of()))
                .satisfies(e ->
                        assertThat(e.problems())
                                .anyMatch(p -> p.startsWith("mcp.clients.claude.token"))
                                .anyMatch(p -> p.startsWith("mcp.clients.claude.chats")));
    }

    private Path write(String toml) throws IOException {
        return Files.writeString(directory.resolve("tributary.toml"), toml);
    }
}
