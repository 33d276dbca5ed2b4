package dev.tributary.simulator.vkteams;

import java.time.Duration;

/// How fast a bot's script comes out. Published events are not held back by it.
public sealed interface Rate {

    /// Every poll is answered at once with as much as one answer holds.
    record AsPolled() implements Rate {}

    /// Event n is there n / `events` seconds after the bot's first poll.
    record PerSecond(double events) implements Rate {
        public PerSecond {
            if (!(events > 0)) {
                throw new IllegalArgumentException(
                        "rate \"" + events + "\" is not a number of events per second above 0");
            }
        }

        /// How many events are out after that time.
        long dueAfter(Duration sinceFirstPoll) {
            return (long) Math.floor(sinceFirstPoll.toNanos() * events / 1e9) + 1;
        }

        /// When the event with this 0-based number comes out.
        Duration dueTime(long number) {
            return Duration.ofNanos((long) Math.ceil(number * 1e9 / events));
        }
    }
}
