package dev.tributary.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.cli.Asking;
import dev.tributary.cli.Invocation;
import dev.tributary.cli.QueryCli;
import dev.tributary.cli.TerminalFacts;
import dev.tributary.contract.config.Settings;
import dev.tributary.contract.config.SettingsLoader;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.contract.topic.Topics;
import dev.tributary.embedded.PrivatePostgres;
import dev.tributary.embedded.TestCertificates;
import dev.tributary.embedded.TestCluster;
import dev.tributary.ingestor.Ingestor;
import dev.tributary.log.LogClients;
import dev.tributary.log.TopicProvisioner;
import dev.tributary.processor.ProcessorService;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kafka over SASL_SSL with SCRAM, Postgres over TLS with clients' certificates and nothing else.
@Tag("stack")
class SecuredClusterIT {

    private static final String SCRAM =
            "org.apache.kafka.common.security.scram.ScramLoginModule required";
    private static final String PASSWORD = "kafka-password";

    @TempDir Path directory;

    @AfterEach
    void delete() {
        PrivatePostgres.delete(directory.resolve("postgres"));
    }

    @Test
    void every_program_works_on_a_kafka_and_a_postgres_that_speak_tls_alone() throws Exception {
        // Given
        TestCertificates certificates =
                TestCertificates.make(Files.createDirectory(directory.resolve("tls")))
                        .withClient("tributary");
        try (TestCluster kafka = secured(certificates);
                PrivatePostgres postgres =
                        PrivatePostgres.start(directory.resolve("postgres"), 0, null)) {
            requireCertificates(postgres, certificates);
            Path file = configuration(kafka, postgres.endpoint(), certificates);
            Settings settings = SettingsLoader.load(file, Map.of());
            Endpoints.Kafka log = Endpoints.resolveKafka(settings, new DataDirectory(directory));
            Endpoints.Postgres archive =
                    Endpoints.resolvePostgres(settings, new DataDirectory(directory));
            await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> isLetIn(archive));
            TopicProvisioner.provision(new LogClients(log), settings.kafka());
            try (ProcessorService _ =
                            ProcessorService.start(
                                    settings,
                                    archive,
                                    new LogClients(log),
                                    new SimpleMeterRegistry());
                    Connection connection = connect(archive)) {
                // When
                int imported =
                        Ingestor.run(
                                Map.of(),
                                "import",
                                "jsonl",
                                "--account",
                                "team",
                                export().toString(),
                                "--config",
                                file.toString());

                // Then
                assertThat(imported).isZero();
                await().atMost(Duration.ofMinutes(2))
                        .until(() ->
                                number(connection, "select count(*) from tributary.messages") == 1);
                await().atMost(Duration.ofMinutes(2))
                        .until(() ->
                                number(
                                                connection,
                                                """
                                                select count(*) from pg_stat_ssl
                                                join pg_stat_activity using (pid)
                                                where backend_type = 'walsender' and ssl
                                                """)
                                        == 1);
                assertThat(query(file, "status").code()).isZero();
                assertThat(query(file, "search", "text", "kettle").text()).contains("kettle");
                Outcome healthy = query(file, "doctor");
                assertThat(healthy.text())
                        .contains("the connection is encrypted")
                        .contains(Topics.all().size() + " topics are as they must be");
                assertThat(healthy.code()).isZero();
            }
            Outcome distrusted = query(withAnotherAuthority(file), "doctor");
            assertThat(distrusted.code()).isEqualTo(4);
            assertThat(distrusted.text())
                    .contains("do not trust each other")
                    .contains("ssl.truststore");
        }
    }

    private TestCluster secured(TestCertificates certificates) throws Exception {
        return TestCluster.start(
                Files.createDirectory(directory.resolve("kafka")),
                TestCluster.Plan.of(1)
                        .withUsers(Map.of("alice", PASSWORD))
                        .with(
                                Map.of(
                                        "listener.security.protocol.map",
                                        "CLIENT:SASL_SSL,INSIDE:PLAINTEXT,CONTROLLER:PLAINTEXT",
                                        "sasl.enabled.mechanisms",
                                        "SCRAM-SHA-256",
                                        "listener.name.client.scram-sha-256.sasl.jaas.config",
                                        SCRAM + ";",
                                        "ssl.keystore.type",
                                        "PKCS12",
                                        "ssl.keystore.location",
                                        certificates.keyStore("server").toString(),
                                        "ssl.keystore.password",
                                        TestCertificates.PASSWORD,
                                        "ssl.key.password",
                                        TestCertificates.PASSWORD)));
    }

    /// From now on nobody gets in without TLS, a certificate of the authority, and the password.
    private void requireCertificates(PrivatePostgres postgres, TestCertificates certificates)
            throws SQLException, IOException {
        String password =
                Files.readString(directory.resolve("postgres/superuser-password")).strip();
        try (Connection admin =
                        DriverManager.getConnection(
                                postgres.endpoint().jdbcUrl(), "tributary_admin", password);
                Statement statement = admin.createStatement()) {
            String data = text(statement, "select current_setting('data_directory')");
            write(statement, data + "/ca.pem", Files.readString(certificates.authority()));
            write(
                    statement,
                    data + "/server.pem",
                    Files.readString(certificates.certificate("server")));
            write(statement, data + "/server.key", Files.readString(certificates.pemKey("server")));
            write(
                    statement,
                    text(statement, "select current_setting('hba_file')"),
                    """
                    hostssl all         all 127.0.0.1/32 scram-sha-256 clientcert=verify-full
                    hostssl replication all 127.0.0.1/32 scram-sha-256 clientcert=verify-full
                    """);
            for (String setting :
                    List.of(
                            "ssl = on",
                            "ssl_ca_file = 'ca.pem'",
                            "ssl_cert_file = 'server.pem'",
                            "ssl_key_file = 'server.key'")) {
                statement.execute("alter system set " + setting);
            }
            statement.execute("select pg_reload_conf()");
        }
    }

    /// As the server's own user, closed to others.
    private static void write(Statement statement, String file, String content)
            throws SQLException {
        statement.execute(
                "copy (select unnest(string_to_array('%s', E'\\n'))) to program 'umask 077; cat > %s'"
                        .formatted(content.strip(), file));
    }

    private Path configuration(
            TestCluster kafka, Endpoints.Postgres postgres, TestCertificates certificates)
            throws IOException {
        Files.writeString(
                directory.resolve("kafka-login"),
                SCRAM + " username=\"alice\" password=\"" + PASSWORD + "\";\n");
        Files.writeString(directory.resolve("postgres-password"), postgres.password().value());
        return Files.writeString(
                directory.resolve("cluster.toml"),
                """
                [embedding]
                enabled = false

                [kafka]
                bootstrap_servers = "%s"

                [kafka.properties]
                security.protocol = "SASL_SSL"
                sasl.mechanism = "SCRAM-SHA-256"
                "sasl.jaas.config_file" = "kafka-login"
                ssl.truststore.type = "PEM"
                ssl.truststore.location = "tls/ca.pem"

                [postgres]
                url = "%s?sslmode=verify-full&sslrootcert=%s&sslcert=%s&sslkey=%s"
                user = "%s"
                password_file = "postgres-password"
                """
                        .formatted(
                                kafka.bootstrapServers(),
                                postgres.jdbcUrl(),
                                certificates.authority(),
                                certificates.certificate("tributary"),
                                certificates.derKey("tributary"),
                                postgres.user()));
    }

    private Path withAnotherAuthority(Path file) throws Exception {
        TestCertificates others =
                TestCertificates.make(Files.createDirectory(directory.resolve("others")));
        return Files.writeString(
                directory.resolve("distrusting.toml"),
                Files.readString(file).replace("tls/ca.pem", others.authority().toString()));
    }

    private Path export() throws IOException {
        return Files.writeString(
                directory.resolve("export.jsonl"),
                """
                {"chat":"kitchen","message_id":1,"sender":"anna","sent_at":"2024-05-01T12:30:00Z","text":"the kettle is on"}
                """);
    }

    private record Outcome(int code, String text) {}

    private static Outcome query(Path configuration, String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Clock clock = Clock.systemUTC();
        int code =
                new QueryCli(Asking.once(clock), clock)
                        .run(
                                new Invocation(
                                        Stream.concat(
                                                        Stream.of(words),
                                                        Stream.of(
                                                                "--config",
                                                                configuration.toString()))
                                                .toList(),
                                        Map.of(),
                                        TerminalFacts.plain(ZoneOffset.UTC),
                                        new PrintStream(out, true, UTF_8),
                                        new PrintStream(out, true, UTF_8)));
        return new Outcome(code, out.toString(UTF_8));
    }

    private static Connection connect(Endpoints.Postgres archive) throws SQLException {
        return DriverManager.getConnection(
                archive.jdbcUrl(), archive.user(), archive.password().value());
    }

    /// The server reads its configuration again in its own time.
    private static boolean isLetIn(Endpoints.Postgres archive) throws SQLException {
        connect(archive).close();
        return true;
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static String text(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
