package dev.tributary.standalone.containers;

import dev.tributary.simulator.vkteams.Bot;
import dev.tributary.simulator.vkteams.PlainMessage;
import dev.tributary.simulator.vkteams.VkTeamsEvents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/// A service's users, who go on talking whatever happens to those who listen: each message is a
/// line of the file that the simulator follows. Knows what was said, row for row.
final class Town {

    static final Bot BOT = Bot.of("1000000077", "town_bot");

    private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");
    private static final int EDITED = 10;
    private static final int DELETED = 25;
    private static final List<String> WORDS =
            List.of(
                    "harbour", "window", "ladder", "copper", "engine", "violet", "gravel",
                    "lantern", "meadow", "signal", "thunder", "pocket", "river", "winter", "saddle",
                    "basket", "captain", "orchard", "silver", "ribbon", "market", "kettle",
                    "forest", "hammer");

    private final Path file;
    private final Random random = new Random(11);
    private final List<PlainMessage> said = new ArrayList<>();
    private final Map<String, String> rows = new TreeMap<>();

    Town(Path file) throws IOException {
        this.file = file;
        Files.writeString(
                file,
                "{\"control\":\"bot\",\"userId\":\"%s\",\"nick\":\"%s\",\"token\":\"%s\"}%n"
                        .formatted(BOT.userId(), BOT.nick(), BOT.token()));
    }

    static String account() {
        return "vkteams:" + BOT.userId();
    }

    /// Now, and some messages of before are edited or deleted.
    synchronized void say(int messages) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < messages; i++) {
            lines.append(next()).append('\n');
            if (said.size() % EDITED == 0) {
                lines.append(edit(earlier(EDITED / 2))).append('\n');
            }
            if (said.size() % DELETED == 0) {
                lines.append(delete(earlier(DELETED - 1))).append('\n');
            }
        }
        try {
            Files.writeString(file, lines, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ObjectNode next() {
        int number = said.size() + 1;
        PlainMessage message =
                new PlainMessage(
                        "#street" + number % 7,
                        number,
                        "person" + number % 11,
                        NOON.plusSeconds(number),
                        sentence(random, number),
                        null);
        said.add(message);
        rows.put(key(message), message.text());
        return VkTeamsEvents.newMessage(message);
    }

    /// Some words, and the number, so that none is equal to another.
    static String sentence(Random random, int number) {
        return random.ints(8, 0, WORDS.size()).mapToObj(WORDS::get).collect(Collectors.joining(" "))
                + " "
                + number;
    }

    private PlainMessage earlier(int by) {
        return said.get(said.size() - 1 - by);
    }

    private ObjectNode edit(PlainMessage message) {
        String text = message.text() + " (edited)";
        rows.put(key(message), text);
        return VkTeamsEvents.editedMessage(
                message, text, message.time().plusSeconds(90), Optional.empty());
    }

    private ObjectNode delete(PlainMessage message) {
        rows.put(key(message), "deleted");
        return VkTeamsEvents.deletedMessage(message);
    }

    private static String key(PlainMessage message) {
        return message.chatId() + "/" + message.wireId();
    }

    /// `chat/message` to its text, or to `deleted`: what the archive has to hold.
    synchronized Map<String, String> rows() {
        return new TreeMap<>(rows);
    }

    synchronized int messages() {
        return said.size();
    }

    /// The town talks until this is closed.
    Talk talk() {
        return new Talk();
    }

    /// Twenty messages a second.
    final class Talk implements AutoCloseable {
        private static final Duration PAUSE = Duration.ofMillis(250);
        private static final int AT_A_TIME = 5;

        private final CountDownLatch over = new CountDownLatch(1);
        private final Thread speaker = Thread.ofPlatform().name("town").start(this::speak);

        private void speak() {
            try {
                do {
                    say(AT_A_TIME);
                } while (!over.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            over.countDown();
            try {
                speaker.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
