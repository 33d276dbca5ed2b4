package dev.tributary.cli.daemon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.cli.client.CommandLineCall;
import dev.tributary.contract.change.Change;
import dev.tributary.contract.identity.MessageId;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.rpc.client.CommandFailed;
import dev.tributary.rpc.client.DaemonClient;
import dev.tributary.rpc.client.ReplyLost;
import dev.tributary.rpc.client.ReplySink;
import dev.tributary.rpc.client.Slowness;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Following the feed, through the daemon and in a process of its own.
@Tag("stack")
class TailIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir private Path directory;

    private Path data;
    private SmallArchive archive;
    private DaemonChild daemon;

    @BeforeEach
    void start() throws Exception {
        data = Files.createDirectory(directory.toRealPath().resolve("data"));
        archive = new SmallArchive(new DataDirectory(data));
        daemon = DaemonChild.start(data, directory);
    }

    @AfterEach
    void stop() {
        daemon.close();
        archive.close();
    }

    @Test
    void aFollowerIsToldOfAChangeAtOnceAndOnce() throws Exception {
        Follower follower = follow("--limit", "1", "--output", "ndjson");
        await().atMost(PATIENCE).until(() -> follower.out().contains("\n"));

        archive.change(6, posted("50", "First"));
        archive.change(6, posted("50", "First"));
        archive.change(7, posted("51", "Second"));

        await().atMost(Duration.ofSeconds(5)).until(() -> follower.out().contains("Second"));
        assertThat(follower.out().lines())
                .map(line -> JsonMapper.shared().readTree(line).path("ref").asString())
                .containsExactly("jsonl:a/pets", "jsonl:a/team/50", "jsonl:a/team/51");
        follower.leave();
    }

    @Test
    void aFollowerSeesWhatItAskedForAlone() throws Exception {
        Follower follower = follow("--limit", "0", "--sender", "Анна", "--chat", "team");
        await().atMost(PATIENCE).until(() -> following() == 1);

        await().atMost(PATIENCE)
                .until(() -> {
                    archive.change(6, inPets());
                    archive.change(7, posted("51", "Second\u001b[2J\nline"));
                    return !follower.out().isEmpty();
                });

        assertThat(follower.out()).contains("Second␛[2J line").doesNotContain("Elsewhere");
        follower.leave();
    }

    @Test
    void whoLeavesIsFollowedByNothingWithinASecond() throws Exception {
        Follower follower = follow("--limit", "1");
        await().atMost(PATIENCE).until(() -> follower.out().contains("\n"));
        assertThat(following()).isEqualTo(1);

        follower.leave();

        await().atMost(Duration.ofSeconds(1)).until(() -> following() == 0);
    }

    @Test
    void manyFollowersAndASlowOneHoldUpNobody() throws Exception {
        CountDownLatch reads = new CountDownLatch(1);
        Follower slow = new Follower(reads, "--limit", "1000", "--output", "ndjson");
        List<Follower> followers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            followers.add(follow("--limit", "0"));
        }
        await().atMost(PATIENCE).until(() -> following() == 21);

        int answered = daemon.call("stats").result().exitCode();

        assertThat(answered).isZero();
        for (Follower follower : followers) {
            follower.leave();
        }
        reads.countDown();
        slow.leave();
        await().atMost(PATIENCE).until(() -> following() == 0);
    }

    @Test
    void aDaemonThatLeavesTellsItsFollowersAndDoesNotWait() throws Exception {
        Follower follower = follow("--limit", "1");
        await().atMost(PATIENCE).until(() -> follower.out().contains("\n"));

        daemon.process().toHandle().destroy();

        assertThat(daemon.process().waitFor(4, TimeUnit.SECONDS)).isTrue();
        follower.thread.join();
        assertThat(follower.err()).contains("the query daemon leaves");
    }

    @Test
    void withoutADaemonTheSameLinesCome() throws Exception {
        List<String> command = new ArrayList<>(DaemonChild.java());
        command.addAll(List.of("tail", "-f", "--no-daemon", "--limit", "1", "--output", "ndjson"));
        command.addAll(List.of("--data", data.toString()));
        Path out = directory.resolve("out");
        Process process = new ProcessBuilder(command).redirectOutput(out.toFile()).start();
        await().atMost(PATIENCE).until(() -> !Files.readString(out).isEmpty());

        archive.change(6, posted("50", "First"));

        await().atMost(Duration.ofSeconds(5)).until(() -> Files.readString(out).contains("First"));
        process.toHandle().destroy();
        assertThat(process.waitFor(3, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void kafkaThatIsAwayIsToldInOneSentence() throws Exception {
        archive.stopLog();

        var result = daemon.call("tail", "--limit", "1").result();

        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.err()).startsWith("query-cli: Kafka does not answer").hasLineCount(1);
    }

    @Test
    void aFollowerIsToldThatKafkaHasGone() throws Exception {
        Follower follower = follow("--limit", "1");
        await().atMost(PATIENCE).until(() -> follower.out().contains("\n"));

        archive.stopLog();

        await().atMost(PATIENCE.multipliedBy(2)).until(() -> !follower.err().isEmpty());
        follower.thread.join();
        assertThat(follower.err()).startsWith("query-cli: Kafka does not answer").hasLineCount(1);
    }

    private long following() throws Exception {
        JsonNode status = daemon.call("daemon", "status", "--output", "json").result().json();
        return status.at("/data/requests/following").asLong();
    }

    private static Change posted(String message, String text) {
        return new Change(
                Change.Kind.POSTED,
                SmallArchive.TEAM,
                new MessageId(message),
                SmallArchive.ANNA,
                "Анна",
                "TEAM",
                Instant.now(),
                text,
                Instant.now());
    }

    private static Change inPets() {
        return new Change(
                Change.Kind.POSTED,
                SmallArchive.PETS,
                new MessageId("60"),
                SmallArchive.ANNA,
                "Анна",
                "PETS",
                Instant.now(),
                "Elsewhere",
                Instant.now());
    }

    private Follower follow(String... options) throws IOException {
        return new Follower(new CountDownLatch(0), options);
    }

    /// A client of the daemon on a thread of its own.
    private final class Follower implements ReplySink {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final ByteArrayOutputStream err = new ByteArrayOutputStream();
        private final CountDownLatch reads;
        private final Thread thread;

        /// @param reads opened when it begins to read
        Follower(CountDownLatch reads, String... options) throws IOException {
            this.reads = reads;
            List<String> arguments = new ArrayList<>(List.of("tail", "--follow"));
            arguments.addAll(List.of(options));
            CommandLineCall call =
                    new CommandLineCall(
                            arguments, Path.of("/"), false, 0, false, "", ByteBuffer.allocate(0));
            DaemonClient client = new DaemonClient(DaemonChild.place(data, directory), "");
            thread = Thread.ofPlatform().daemon().start(() -> run(client, call.encode()));
        }

        private void run(DaemonClient client, ByteBuffer command) {
            try {
                client.callRunning(command, this);
            } catch (IOException | ReplyLost | CommandFailed e) {
                // It left, or the daemon did.
                Thread.currentThread().interrupt();
            }
        }

        void leave() throws InterruptedException {
            thread.interrupt();
            thread.join();
        }

        String out() {
            return out.toString(UTF_8);
        }

        String err() {
            return err.toString(UTF_8);
        }

        @Override
        public void out(ByteBuffer bytes) throws IOException {
            try {
                reads.await();
            } catch (InterruptedException e) {
                throw new IOException("left", e);
            }
            out.writeBytes(UTF_8.decode(bytes).toString().getBytes(UTF_8));
        }

        @Override
        public void err(ByteBuffer bytes) {
            err.writeBytes(UTF_8.decode(bytes).toString().getBytes(UTF_8));
        }

        @Override
        public void progress(String text) {}

        @Override
        public void slow(Slowness why) {}
    }
}
