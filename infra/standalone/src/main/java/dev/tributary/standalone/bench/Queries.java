package dev.tributary.standalone.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/// Distinct questions of the kinds that people ask, made of an archive's own words with a fixed
/// seed: one word, two, frequent ones, phrases, questions, Russian, and words that nobody wrote.
final class Queries {

    private static final int FREQUENT = 400;

    private static final String[] RUSSIAN = {
        "как",
        "установить",
        "драйвер",
        "звук",
        "сеть",
        "обновление",
        "помогите",
        "видеокарты",
        "клавиатура",
        "сервер",
        "не",
        "работает",
        "русский",
        "язык",
        "спасибо",
        "проблема",
        "диск",
        "после",
        "загрузки",
        "файл"
    };

    /// A plan that a query is made by, as often as it stands here.
    private enum Kind {
        WORD,
        FREQUENT_WORD,
        TWO_WORDS,
        WORD_AND_FREQUENT,
        PHRASE,
        QUESTION,
        PIECE,
        RUSSIAN_WORDS,
        MISSPELT
    }

    private static final Kind[] MIX = {
        Kind.WORD,
        Kind.WORD,
        Kind.WORD,
        Kind.WORD,
        Kind.FREQUENT_WORD,
        Kind.FREQUENT_WORD,
        Kind.TWO_WORDS,
        Kind.TWO_WORDS,
        Kind.WORD_AND_FREQUENT,
        Kind.WORD_AND_FREQUENT,
        Kind.PHRASE,
        Kind.PHRASE,
        Kind.QUESTION,
        Kind.QUESTION,
        Kind.QUESTION,
        Kind.QUESTION,
        Kind.PIECE,
        Kind.PIECE,
        Kind.RUSSIAN_WORDS,
        Kind.MISSPELT
    };

    private final Random random = new Random(11);
    private final List<List<String>> sentences;
    private final List<String> questions;
    private final List<String> frequent;
    private final List<String> words;
    private final Set<String> made = new HashSet<>();

    /// @param texts in an order that is always the same
    Queries(List<String> texts) {
        sentences = texts.stream().map(Queries::words).filter(words -> words.size() > 2).toList();
        questions =
                texts.stream()
                        .map(text -> text.replaceFirst("^\\S+[:,]\\s+", "").strip())
                        .filter(text -> text.endsWith("?") && text.length() < 120)
                        .filter(text -> text.contains(" "))
                        .toList();
        Map<String, Integer> counts = new LinkedHashMap<>();
        sentences.forEach(sentence ->
                sentence.forEach(
                        word -> counts.merge(word.toLowerCase(Locale.ROOT), 1, Integer::sum)));
        List<String> byCount =
                counts.entrySet().stream()
                        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                        .map(Map.Entry::getKey)
                        .toList();
        frequent = byCount.subList(0, Math.min(FREQUENT, byCount.size()));
        words =
                counts.entrySet().stream()
                        .filter(word -> word.getValue() >= 2 && word.getValue() <= 2_000)
                        .map(Map.Entry::getKey)
                        .toList();
        if (words.isEmpty() || questions.isEmpty()) {
            throw new IllegalStateException(
                    "the archive's texts are too few to make questions of; import more");
        }
    }

    private static List<String> words(String text) {
        return Stream.of(text.split("[^\\p{L}\\p{N}'-]+"))
                .filter(word -> word.length() > 1 && Character.isLetter(word.charAt(0)))
                .toList();
    }

    /// One word that few messages have.
    String word() {
        return any(words);
    }

    /// So many that this object has not made before.
    List<String> next(int count) {
        List<String> fresh = new ArrayList<>(count);
        for (int i = 0; fresh.size() < count; i++) {
            String query = query(MIX[i % MIX.length]);
            if (!query.isBlank() && made.add(query)) {
                fresh.add(query);
            }
        }
        return fresh;
    }

    private String query(Kind kind) {
        return switch (kind) {
            case WORD -> any(words);
            case FREQUENT_WORD -> random.nextInt(8) == 0 ? any(frequent) : twoOf(frequent);
            case TWO_WORDS -> twoOf(words);
            case WORD_AND_FREQUENT -> any(words) + " " + any(frequent);
            case PHRASE -> "\"" + piece(2, 3) + "\"";
            case QUESTION -> any(questions);
            case PIECE -> piece(3, 8);
            case RUSSIAN_WORDS -> twoOf(Arrays.asList(RUSSIAN));
            case MISSPELT -> misspelt(any(words));
        };
    }

    private String twoOf(List<String> choices) {
        return any(choices) + " " + any(choices);
    }

    private String any(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private String piece(int least, int most) {
        List<String> sentence = sentences.get(random.nextInt(sentences.size()));
        int length = Math.min(sentence.size(), random.nextInt(least, most + 1));
        int from = random.nextInt(sentence.size() - length + 1);
        return String.join(" ", sentence.subList(from, from + length));
    }

    /// Two letters change places.
    private String misspelt(String word) {
        if (word.length() < 4) {
            return word + "zq";
        }
        int at = random.nextInt(1, word.length() - 2);
        List<String> letters = new ArrayList<>(word.chars().mapToObj(Character::toString).toList());
        letters.add(at, letters.remove(at + 1));
        return String.join("", letters);
    }
}
