package dev.tributary.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatorTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CountDownLatch stop = new CountDownLatch(1);

    @TempDir private Path directory;

    @Test
    void servesTheFileUntilItIsStopped() throws Exception {
        Path data = file("{\"type\":\"newMessage\",\"payload\":{\"text\":\"hi\"}}\n");
        CompletableFuture<Integer> exit =
                CompletableFuture.supplyAsync(
                        () -> run("vkteams", "--data", data.toString(), "--fault", "http-500"));
        await().until(() -> out.toString().contains("bot "));
        String address = out.toString().lines().findFirst().orElseThrow();

        int status = status(address.substring(address.indexOf("http://")) + "self/get");
        stop.countDown();

        assertThat(status).isIn(200, 500);
        assertThat(exit.get(5, TimeUnit.SECONDS)).isZero();
        assertThat(out.toString())
                .contains(
                        "bot 1000000001 (tributary_bot) token"
                                + " 001.0000000001.0000000001:1000000001");
    }

    @Test
    void servesWhatIsWrittenToTheFileLaterOnceALineIsWhole() throws Exception {
        Path data = file("{\"type\":\"newMessage\",\"payload\":{\"text\":\"hi\"}}\n");
        CompletableFuture<Integer> exit =
                CompletableFuture.supplyAsync(
                        () -> run("vkteams", "--data", data.toString(), "--follow"));
        await().until(() -> out.toString().contains("bot "));
        append(data, "{\"type\":\"newMessage\",\"payload\":{\"text\":\"Привет\"}}\n{\"type\":");

        await().untilAsserted(() -> assertThat(events(0)).contains("hi", "Привет"));
        append(data, "\"newMessage\",\"payload\":{\"text\":\"bye\"}}\n");
        await().untilAsserted(() -> assertThat(events(2)).contains("bye").doesNotContain("hi\""));
        stop.countDown();

        assertThat(exit.get(5, TimeUnit.SECONDS)).isZero();
    }

    @Test
    void aFileThatIsFollowedHasItsOwnPace() throws IOException {
        int exit = run("vkteams", "--data", file("").toString(), "--follow", "--rate", "5");

        assertThat(exit).isEqualTo(64);
        assertThat(err.toString())
                .startsWith("simulator: --follow has the pace of the file, not of --rate");
    }

    @Test
    void aMissingFileIsOneSentence() {
        int exit = run("vkteams", "--data", "/nowhere/events.jsonl");

        assertThat(exit).isEqualTo(1);
        assertThat(err.toString())
                .isEqualTo(
                        """
                        simulator: --data "/nowhere/events.jsonl" does not exist; name a file of JSON lines
                        """);
    }

    @Test
    void aBrokenLineIsOneSentence() throws IOException {
        Path data = file("{\"type\":\"newMessage\"}\n");

        int exit = run("vkteams", "--data", data.toString());

        assertThat(exit).isEqualTo(1);
        assertThat(err.toString())
                .isEqualTo(
                        "simulator: "
                                + data
                                + ":1: the line is neither an event (type, payload) nor a control"
                                + " line (control: bot, chat, file); see docs/simulator.md\n");
    }

    @Test
    void anUnknownFaultIsAUsageErrorThatListsTheKnownOnes() throws IOException {
        int exit = run("vkteams", "--data", file("").toString(), "--fault", "http-501");

        assertThat(exit).isEqualTo(64);
        assertThat(err.toString())
                .startsWith(
                        "simulator: unknown fault \"http-501\"; known faults: http-500, ok-false,");
    }

    @Test
    void noServiceIsAUsageError() {
        assertThat(run()).isEqualTo(64);
        assertThat(err.toString()).contains("Usage: simulator");
    }

    private Path file(String content) throws IOException {
        return Files.writeString(directory.resolve("events.jsonl"), content);
    }

    private int run(String... args) {
        return Simulator.run(args, new PrintWriter(out, true), new PrintWriter(err, true), stop);
    }

    private static void append(Path data, String text) throws IOException {
        Files.writeString(data, text, StandardOpenOption.APPEND);
    }

    private String events(long after) throws IOException, InterruptedException {
        String address = out.toString().lines().findFirst().orElseThrow();
        String base = address.substring(address.indexOf("http://"));
        return answer(base + "events/get?pollTime=1&lastEventId=" + after + "&").body();
    }

    private static int status(String url) throws IOException, InterruptedException {
        return answer(url + "?").statusCode();
    }

    private static HttpResponse<String> answer(String url)
            throws IOException, InterruptedException {
        URI uri = URI.create(url + "token=001.0000000001.0000000001:1000000001");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
