package dev.tributary.simulator.telegram.script;

import java.util.List;
import java.util.Random;

/// What people say.
@FunctionalInterface
public interface Texts {

    /// @param random makes the same texts for the same seed
    /// @param number of the message, from 0; no two messages of a town have the same
    String text(Random random, long number);

    /// Sentences of common words, each with its number, so that it is found again.
    static Texts generated() {
        return new GeneratedTexts();
    }

    /// Texts of real data in their order, from the beginning again when they are used up.
    static Texts of(List<String> texts) {
        List<String> copy = List.copyOf(texts);
        return (_, number) -> copy.get((int) (number % copy.size())) + " #" + number;
    }
}
