package dev.tributary.standalone.containers;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// The installation that most tests share, because to start it takes a quarter of a minute. Whoever
/// breaks something of it sees it mended.
record Shared(Surroundings surroundings, Installation installation) implements AutoCloseable {

    /// What the quickest user does: a fresh clone, one command.
    static Shared start(Surroundings surroundings) {
        Installation installation =
                new Installation(
                        surroundings,
                        surroundings.clone("shared"),
                        surroundings.project(),
                        "--profile=demo");
        Shared shared = new Shared(surroundings, installation);
        try {
            shared.firstStart();
            return shared;
        } catch (RuntimeException | Error e) {
            installation.close();
            throw e;
        }
    }

    private void firstStart() {
        long from = System.nanoTime();
        installation.compose().run("up", "--wait", "--quiet-pull");
        figure("cold start, all healthy", since(from));
        figure("the image", "%.0f MB".formatted(installation.engine().imageSize() / 1e6));
        await("the demo's messages").atMost(Duration.ofSeconds(90)).until(this::hasWholeDemo);
        figure("  and the demo's messages stored and embedded", since(from));
        figure("memory at idle", installation.memory());
    }

    /// Every event of the sample is a row, every text has a vector.
    private boolean hasWholeDemo() {
        JsonNode totals = installation.query("stats").path("data").path("totals");
        return totals.path("messages").asInt() == 172
                && totals.path("replies").asInt() == 59
                && totals.path("embedded").asInt() == 164
                && totals.path("deleted").asInt() == 3;
    }

    /// The same, with a town that talks, and is listened to.
    Installation withTown() {
        if (installation.compose().attempt("ps", "-q", "town").out().isBlank()) {
            installation.listenToTown("town.yml");
            installation.compose().run("up", "--wait", "town");
            installation.compose().run("restart", "ingestor");
            installation.town().say(20);
        }
        installation.awaitWellness();
        return installation;
    }

    void figure(String what, String value) {
        surroundings.figure(what, value);
    }

    static String since(long nanoTime) {
        return String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - nanoTime) / 1e9);
    }

    @Override
    public void close() {
        installation.close();
    }
}
