package dev.tributary.mcp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.contract.config.Secret;
import dev.tributary.contract.config.Settings;
import dev.tributary.contract.question.Scope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientsTest {

    private static final String LONG = "0123456789abcdef";

    @TempDir private Path directory;

    @Test
    void knows_a_client_by_its_token_alone() {
        Clients clients =
                Clients.of(
                        Map.of(
                                "a",
                                client(LONG),
                                "stdio",
                                new Settings.McpClient(null, Scope.ALL)));

        assertThat(clients.byToken(LONG)).contains(new Client("a", Scope.ALL));
        assertThat(clients.byToken("")).isEmpty();
        assertThat(clients.byToken(LONG + "x")).isEmpty();
    }

    @Test
    void refuses_tokens_that_could_be_guessed_or_are_shared() {
        assertThatThrownBy(() -> Clients.of(Map.of("a", client("short"))))
                .hasMessageContaining("mcp.clients.a.token has fewer than 16 characters");
        assertThatThrownBy(() -> Clients.of(Map.of("a", client(LONG), "b", client(LONG))))
                .hasMessageContaining("mcp.clients.b has the token of mcp.clients.a");
    }

    @Test
    void makes_a_token_once_that_its_owner_alone_can_read() throws Exception {
        Path file = directory.resolve("run/mcp-token");

        Secret made = TokenFile.readOrCreate(file, new SecureRandom());

        assertThat(made.value()).matches("[0-9a-f]{64}");
        assertThat(TokenFile.readOrCreate(file, new SecureRandom())).isEqualTo(made);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void makes_a_token_where_the_file_is_empty() throws Exception {
        Path file = Files.createFile(directory.resolve("mcp-token"));

        Secret made = TokenFile.readOrCreate(file, new SecureRandom());

        assertThat(Files.readString(file).strip()).isEqualTo(made.value()).hasSize(64);
    }

    private static Settings.McpClient client(String token) {
        return new Settings.McpClient(new Secret(token), Scope.ALL);
    }
}
