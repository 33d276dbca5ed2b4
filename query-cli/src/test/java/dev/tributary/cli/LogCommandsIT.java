package dev.tributary.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.archive.Archive;
import dev.tributary.archive.LogPartition;
import dev.tributary.archive.Positions;
import dev.tributary.contract.raw.Lane;
import dev.tributary.contract.raw.RawPosition;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.contract.topic.Topics;
import dev.tributary.embedded.EmbeddedBroker;
import dev.tributary.embedded.TestStack;
import dev.tributary.log.DeadLetters;
import dev.tributary.log.LogClients;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What the client reads from the log: dead letters, and how far the stages are.
@Tag("stack")
class LogCommandsIT {

    private static final String INGESTOR = "http://127.0.0.1:1/status";

    @TempDir private static Path data;

    private static EmbeddedBroker broker;
    private static Cli cli;

    @BeforeAll
    static void writeTheLog() throws Exception {
        broker = TestStack.freshBroker();
        Endpoints.Postgres postgres = TestStack.freshDatabase();
        try (Archive archive = Archive.open(postgres);
                KafkaProducer<String, byte[]> producer =
                        new LogClients(broker.endpoint())
                                .producer(Map.of("transactional.id", "test"))) {
            producer.initTransactions();
            for (String value : new String[] {"{\"broken\": 1}", "\u001b[2Jpoison"}) {
                producer.beginTransaction();
                producer.send(letter(value)).get();
                producer.send(event("a")).get();
                producer.commitTransaction();
            }
            archive.inTransaction(tx ->
                    Positions.advance(
                            tx,
                            "tributary-store",
                            new LogPartition(Topics.events(Lane.LIVE).value(), 3),
                            0,
                            1));
        }
        new Endpoints(1, broker.endpoint(), postgres, null)
                .write(new DataDirectory(data).endpointsFile());
        cli =
                new Cli(
                        new QueryCli(Asking.once(Clock.systemUTC()), Clock.systemUTC()),
                        Map.of("TRIBUTARY_HOME", data.toString()),
                        TerminalFacts.plain(java.time.ZoneOffset.UTC));
    }

    @AfterAll
    static void close() {
        broker.close();
    }

    @Test
    void listsDeadLettersTheNewestFirst() {
        JsonNode letters =
                cli.run("dead-letters", "list", "--output", "json").json().at("/data/dead_letters");

        assertThat(letters).hasSize(2);
        assertThat(letters.get(0).path("account").asString()).isEqualTo("vkteams:1");
        assertThat(letters.get(0).path("reason").asString()).isEqualTo("not an event");
        assertThat(letters.get(0).path("position").asString())
                .isEqualTo("tributary.raw.vkteams-0@17");
        assertThat(letters.get(0).path("offset").asLong())
                .isGreaterThan(letters.get(1).path("offset").asLong());
    }

    @Test
    void listsNoMoreThanAsked() {
        assertThat(
                        cli.run("dead-letters", "list", "--limit", "1", "--output", "json")
                                .json()
                                .at("/data/dead_letters"))
                .hasSize(1);
    }

    @Test
    void showsADeadLetterWithoutObeyingIt() {
        Cli.Result shown = cli.run("dead-letters", "show", newest());

        assertThat(shown.out()).contains("␛[2Jpoison").doesNotContain("\u001b");
    }

    @Test
    void givesTheBytesAsTheyCame() {
        assertThat(cli.run("dead-letters", "show", newest(), "--raw").out())
                .isEqualTo("\u001b[2Jpoison");
    }

    @Test
    void saysThatThereIsNoSuchLetter() {
        Cli.Result result = cli.run("dead-letters", "show", "999");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("there is no dead letter at offset 999");
    }

    @Test
    void countsRecordsThatAStageHasNotReadAndNoTransactionMarks() {
        Cli.Result result = cli.run("status", "--ingestor", INGESTOR, "--output", "json");

        JsonNode json = result.json();
        assertThat(result.exitCode()).isZero();
        assertThat(json.at("/data/dead_letters").asInt()).isEqualTo(2);
        assertThat(json.at("/data/lag").valueStream().map(LogCommandsIT::lag))
                .contains("tributary-store tributary.events 1");
        assertThat(json.at("/meta/degraded").valueStream().map(JsonNode::asString))
                .contains("no ingestor answers at " + INGESTOR);
    }

    private static String lag(JsonNode lag) {
        return lag.path("group").asString()
                + " "
                + lag.path("topic").asString()
                + " "
                + lag.path("records").asLong();
    }

    private static String newest() {
        return cli.run("dead-letters", "list", "--limit", "1", "--output", "json")
                .json()
                .at("/data/dead_letters/0/offset")
                .asString();
    }

    private static ProducerRecord<String, byte[]> letter(String value) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(
                        Topics.DEAD_LETTERS.value(), "vkteams:1", value.getBytes(UTF_8));
        DeadLetters.annotate(
                record.headers(),
                "normalise",
                "not an event",
                new RawPosition("tributary.raw.vkteams", 0, 17));
        return record;
    }

    private static ProducerRecord<String, byte[]> event(String value) {
        return new ProducerRecord<>(
                Topics.events(Lane.LIVE).value(), 3, "k", value.getBytes(UTF_8));
    }
}
