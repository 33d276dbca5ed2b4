package dev.tributary.simulator.telegram.script;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A few words in a row, in English or Russian.
final class GeneratedTexts implements Texts {

    private static final String[] ENGLISH = {
        "when",
        "the",
        "train",
        "leaves",
        "we",
        "meet",
        "near",
        "old",
        "bridge",
        "bring",
        "papers",
        "about",
        "garden",
        "roof",
        "evening",
        "coffee",
        "tickets",
        "server",
        "budget",
        "walk",
        "tomorrow",
        "again",
        "please",
        "call",
        "river",
        "music",
        "market",
        "letter",
        "winter",
        "window"
    };

    private static final String[] RUSSIAN = {
        "когда", "поезд", "уходит", "встретимся", "возле", "старого", "моста", "возьми", "бумаги",
        "про", "сад", "крышу", "вечером", "кофе", "билеты", "сервер", "бюджет", "гулять",
        "завтра", "снова", "пожалуйста", "позвони", "река", "музыка", "рынок", "письмо", "зима",
        "окно"
    };

    private static final int FEWEST = 3;
    private static final int MOST = 16;

    @Override
    public String text(Random random, long number) {
        String[] words = random.nextInt(3) == 0 ? RUSSIAN : ENGLISH;
        String sentence =
                IntStream.range(0, random.nextInt(FEWEST, MOST))
                        .mapToObj(_ -> words[random.nextInt(words.length)])
                        .collect(Collectors.joining(" "));
        return sentence + " #" + number;
    }
}
