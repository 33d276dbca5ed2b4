package dev.tributary.simulator.vkteams;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import tools.jackson.databind.node.ObjectNode;

/// Turns plain messages into a stream of events in which some messages are edited, once or twice,
/// and some deleted, a while after they were posted. The same seed and messages give the same
/// stream. No two versions of a message have the same second, so that their order is in the data.
///
/// @param editEvery about one message in so many is edited; 0: none
/// @param deleteEvery about one message in so many is deleted; 0: none
/// @param within how many later messages lie between a message and what happens to it, at most
public record MessageLife(long seed, int editEvery, int deleteEvery, int within) {

    private static final Duration BETWEEN_EDITS = Duration.ofSeconds(90);

    public MessageLife {
        if (editEvery < 0 || deleteEvery < 0 || within < 1) {
            throw new IllegalArgumentException(
                    "editEvery \"%d\" and deleteEvery \"%d\" must be 0 or more, within \"%d\" at least 1"
                            .formatted(editEvery, deleteEvery, within));
        }
    }

    /// One message in twenty edited, one in fifty deleted, within the next forty messages.
    public static MessageLife usual(long seed) {
        return new MessageLife(seed, 20, 50, 40);
    }

    /// @param edits number of `editedMessage` events
    /// @param deletions number of `deletedMessage` events
    public record Stream(List<ObjectNode> events, int edits, int deletions) {
        public Stream {
            events = List.copyOf(events);
        }
    }

    public Stream of(List<PlainMessage> messages) {
        return new Run(messages).play();
    }

    private final class Run {
        private final Random random = new Random(seed);
        private final List<PlainMessage> messages;
        private final Map<String, PlainMessage> byId = new HashMap<>();
        private final Map<Integer, Queue<ObjectNode>> later = new HashMap<>();
        private final List<ObjectNode> events = new ArrayList<>();
        private int edits;
        private int deletions;

        Run(List<PlainMessage> messages) {
            this.messages = messages;
            messages.forEach(message -> byId.put(key(message.chat(), message.message()), message));
        }

        Stream play() {
            for (int i = 0; i < messages.size(); i++) {
                PlainMessage message = messages.get(i);
                events.add(VkTeamsEvents.newMessage(message, answered(message)));
                planFor(message, i);
                happen(i);
            }
            for (int i = messages.size(); !later.isEmpty(); i++) {
                happen(i);
            }
            return new Stream(events, edits, deletions);
        }

        private void happen(int now) {
            Queue<ObjectNode> due = later.remove(now);
            if (due != null) {
                events.addAll(due);
            }
        }

        private void planFor(PlainMessage message, int now) {
            int at = now;
            if (isChosen(editEvery)) {
                int times = 1 + random.nextInt(2);
                for (int n = 1; n <= times; n++) {
                    at += random.nextInt(within / 2 + 1);
                    plan(at, edit(message, n));
                    edits++;
                }
            }
            if (isChosen(deleteEvery)) {
                plan(at + random.nextInt(within / 2 + 1), VkTeamsEvents.deletedMessage(message));
                deletions++;
            }
        }

        private ObjectNode edit(PlainMessage message, int number) {
            Instant at = message.time().plus(BETWEEN_EDITS.multipliedBy(number));
            String text = message.text() + " (edit " + number + ")";
            return VkTeamsEvents.editedMessage(message, text, at, answered(message));
        }

        private Optional<PlainMessage> answered(PlainMessage message) {
            return Optional.ofNullable(message.replyTo())
                    .map(answered -> byId.get(key(message.chat(), answered)));
        }

        private boolean isChosen(int every) {
            return every > 0 && random.nextInt(every) == 0;
        }

        private void plan(int at, ObjectNode event) {
            later.computeIfAbsent(at, _ -> new ArrayDeque<>()).add(event);
        }

        private static String key(String chat, long message) {
            return chat + "\n" + message;
        }
    }
}
