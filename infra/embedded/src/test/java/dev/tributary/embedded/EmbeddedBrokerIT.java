package dev.tributary.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tributary.contract.config.Secret;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.log.LogClients;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("stack")
class EmbeddedBrokerIT {

    private static final TopicPartition PARTITION = new TopicPartition("t", 0);

    @TempDir Path directory;

    @Test
    void recordsPortAndPasswordSurviveARestart() throws Exception {
        // Given
        Endpoints.Kafka endpoint;
        try (var before = EmbeddedBroker.start(directory, 0)) {
            endpoint = before.endpoint();
            write(endpoint, "kept");
        }

        // When
        try (var after = EmbeddedBroker.start(directory, 0)) {

            // Then
            assertThat(after.endpoint()).isEqualTo(endpoint);
            assertThat(readFirst(endpoint)).isEqualTo("kept");
        }
    }

    @Test
    void acknowledgedRecordsSurviveAKill() throws Exception {
        // Given
        Endpoints.Kafka endpoint;
        try (var first = EmbeddedBroker.start(directory, 0)) {
            endpoint = first.endpoint();
        }
        try (var child = ChildJvm.start("broker", directory)) {
            assertThat(child.said()).isEqualTo("up");
            write(endpoint, "acknowledged");

            // When
            child.kill();
        }

        // Then
        try (var after = EmbeddedBroker.start(directory, 0)) {
            assertThat(readFirst(after.endpoint())).isEqualTo("acknowledged");
        }
    }

    @Test
    void aRestartAfterAStopIsQuick() throws Exception {
        // Given
        try (var before = EmbeddedBroker.start(directory, 0)) {
            write(before.endpoint(), "kept");
        }
        long start = System.nanoTime();

        // When
        try (var after = EmbeddedBroker.start(directory, 0)) {
            readFirst(after.endpoint());
        }

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));
    }

    @Test
    void aSecondStartOnTheSameDirectoryNamesTheHolder() throws Exception {
        try (var holder = ChildJvm.start("broker", directory)) {
            Throwable refused = catchThrowable(() -> EmbeddedBroker.start(directory, 0));

            assertThat(refused)
                    .isInstanceOf(AlreadyHeld.class)
                    .hasMessageContaining("\"" + directory + "\"")
                    .hasMessageContaining("process " + holder.pid());
        }
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedBroker.start(directory, other.getLocalPort()))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("port " + other.getLocalPort() + " of 127.0.0.1 is taken")
                    .hasMessageContaining("embedded.kafka_port");
        }
    }

    @Test
    void onlyThePasswordLetsClientsIn() throws Exception {
        // Given
        try (var broker = EmbeddedBroker.start(directory, 0)) {
            Map<String, Secret> properties = new HashMap<>(broker.endpoint().clientProperties());
            String jaas = properties.get("sasl.jaas.config").value();
            properties.put(
                    "sasl.jaas.config",
                    new Secret(jaas.replaceFirst("password=\"[^\"]*\"", "password=\"guess\"")));

            // When
            Throwable refused =
                    catchThrowable(() -> {
                        var wrong = new LogClients(new Endpoints.Kafka(properties));
                        try (var admin = wrong.admin()) {
                            admin.listTopics().names().get();
                        }
                    });

            // Then
            assertThat(refused)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(SaslAuthenticationException.class);
        }
    }

    @Test
    void nobodyElseReadsThePasswordOrTheLog() throws Exception {
        try (var _ = EmbeddedBroker.start(directory, 0)) {
            assertThat(permissions(directory)).isEqualTo("rwx------");
            assertThat(permissions(directory.resolve("password"))).isEqualTo("rw-------");
            assertThat(directory.resolve("format.properties")).doesNotExist();
        }
    }

    @Test
    void bothListenersAreOnLoopbackOnly() throws Exception {
        try (var _ = EmbeddedBroker.start(directory, 0)) {
            for (String file : List.of("port", "controller-port")) {
                int port = Integer.parseInt(Files.readString(directory.resolve(file)).strip());
                for (InetAddress address : outsideAddresses()) {
                    assertThatThrownBy(() -> new Socket(address, port).close())
                            .as("port of %s at %s", file, address)
                            .isInstanceOf(java.io.IOException.class);
                }
            }
        }
    }

    private static List<InetAddress> outsideAddresses() throws Exception {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .toList();
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void write(Endpoints.Kafka endpoint, String key) throws Exception {
        LogClients clients = new LogClients(endpoint);
        try (var admin = clients.admin()) {
            admin.createTopics(List.of(new NewTopic(PARTITION.topic(), 1, (short) 1))).all().get();
        }
        try (var producer = clients.producer(Map.of())) {
            producer.send(new ProducerRecord<>(PARTITION.topic(), key, new byte[1])).get();
        }
    }

    private static String readFirst(Endpoints.Kafka endpoint) {
        try (var consumer = new LogClients(endpoint).consumer(Map.of())) {
            consumer.assign(List.of(PARTITION));
            return consumer.poll(Duration.ofSeconds(20)).records(PARTITION).getFirst().key();
        }
    }
}
