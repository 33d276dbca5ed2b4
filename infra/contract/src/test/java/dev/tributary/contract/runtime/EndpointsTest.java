package dev.tributary.contract.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tributary.contract.config.Secret;
import dev.tributary.contract.config.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointsTest {

    private static final Endpoints ENDPOINTS =
            new Endpoints(
                    42,
                    new Endpoints.Kafka(Map.of("bootstrap.servers", new Secret("127.0.0.1:1"))),
                    new Endpoints.Postgres(
                            "jdbc:postgresql://127.0.0.1:2/tributary", "u", new Secret("p")),
                    java.net.URI.create("http://127.0.0.1:3/status"));

    @TempDir Path directory;

    @Test
    void are_readable_by_their_owner_alone_and_read_back() throws IOException {
        Path file = new DataDirectory(directory).endpointsFile();

        ENDPOINTS.write(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Endpoints.read(file)).contains(ENDPOINTS);
    }

    @Test
    void of_the_configuration_win_over_those_of_the_running_stack() {
        ENDPOINTS.write(new DataDirectory(directory).endpointsFile());

        Endpoints resolved =
                Endpoints.resolve(
                        SettingsLoader.load(
                                null, Map.of("TRIBUTARY_KAFKA_BOOTSTRAP_SERVERS", "cluster:9092")),
                        new DataDirectory(directory));

        assertThat(resolved.kafka().clientProperties().get("bootstrap.servers"))
                .isEqualTo(new Secret("cluster:9092"));
        assertThat(resolved.postgres()).isEqualTo(ENDPOINTS.postgres());
    }

    @Test
    void that_nobody_names_tell_the_reader_to_start_the_stack() {
        assertThatExceptionOfType(NothingReachable.class)
                .isThrownBy(() ->
                        Endpoints.resolve(
                                SettingsLoader.load(null, Map.of()), new DataDirectory(directory)))
                .withMessageContaining("run \"tributary up\"");
    }
}
