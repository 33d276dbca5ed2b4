package dev.tributary.cli.russian;

import dev.tributary.cli.russian.RussianPosts.Post;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Chooses 50 pairs of query and post. Run once by `java -cp <test class path>
/// dev.tributary.cli.russian.RussianPairs $TRIBUTARY_TEST_DATA`; its output is the resource
/// `russian/pairs.tsv`. It never asks a search engine, so the choice knows nothing of what will be
/// found:
///
/// - a noun is a word of a post that ends as one of the regular patterns below and also occurs
///   somewhere in the posts in at least two other forms of its pattern, which keeps out what only
///   looks like a noun;
/// - it stands, in all its forms together, in 2 to 15 posts, or "among the first 20 hits" would be
///   luck for a frequent word;
/// - the post is one of those at random, the query another case or number at random;
/// - one pair a noun, and the patterns take turns.
///
/// Nouns with a fleeting vowel (день, дня) are in no pattern: no stemmer without a dictionary joins
/// their forms, and we do not claim it.
final class RussianPairs {

    static final int COUNT = 50;
    private static final int RAREST = 2;
    private static final int COMMONEST = 15;
    private static final Pattern WORD = Pattern.compile("[а-яё]{5,}");

    /// What is before the endings, and the endings of the cases: singular, then plural.
    private record Declension(String stem, List<String> endings) {}

    private static Declension declension(String stem, String endings) {
        return new Declension(stem, List.of(endings.split(" ")));
    }

    private static final List<Declension> DECLENSIONS =
            List.of(
                    declension("ци", "я и ю ей ям ями ях"),
                    declension("ени", "е я ю ем и ям ями ях й"),
                    declension("ани", "е я ю ем и ям ями ях й"),
                    declension("ств", "о а у ом е ам ами ах"),
                    declension("ост", "ь и ью ей ям ями ях"),
                    declension("тел", "ь я ю ем е и ей ям ями ях"),
                    declension("ист", "а у ом е ы ов ам ами ах"),
                    declension("ент", "а у ом е ы ов ам ами ах"),
                    declension("тор", "а у ом е ы ов ам ами ах"),
                    declension("ник", "а у ом е и ов ам ами ах"),
                    declension("ниц", "а ы у ей е ам ами ах"),
                    declension("тур", "а ы у ой е ам ами ах"),
                    declension("изм", "а у ом е ы ов ам ами ах"),
                    declension("щик", "а у ом е и ов ам ами ах"),
                    declension("ин", "а ы у ой е ам ами ах"),
                    declension("к", "а и у ой е ам ами ах"));

    private record Noun(int declension, String stem) {}

    /// Where a noun stands, and in which form.
    private record Place(int post, String form) {}

    /// One line of the list.
    record Pair(String query, String form, String channel, String message) {}

    private RussianPairs() {}

    public static void main(String[] args) throws IOException {
        System.out.println("query\tin the post\tchannel\tmessage");
        for (Pair pair : choose(RussianPosts.read(Path.of(args[0])), new Random(20260101))) {
            System.out.println(
                    String.join("\t", pair.query(), pair.form(), pair.channel(), pair.message()));
        }
    }

    static List<Pair> choose(List<Post> posts, Random random) {
        Map<Noun, List<Place>> nouns = rareNouns(places(posts));
        List<List<Noun>> turns = new ArrayList<>();
        for (int d = 0; d < DECLENSIONS.size(); d++) {
            int declension = d;
            List<Noun> own =
                    new ArrayList<>(
                            nouns.keySet().stream()
                                    .filter(noun -> noun.declension() == declension)
                                    .sorted(Comparator.comparing(Noun::stem))
                                    .toList());
            Collections.shuffle(own, random);
            turns.add(own);
        }
        List<Pair> pairs = new ArrayList<>();
        for (int turn = 0; pairs.size() < COUNT; turn++) {
            List<Noun> own = turns.get(turn % turns.size());
            if (!own.isEmpty()) {
                Noun noun = own.removeLast();
                pairs.add(pair(posts, noun, nouns.getOrDefault(noun, List.of()), random));
            }
        }
        return pairs;
    }

    private static Pair pair(List<Post> posts, Noun noun, List<Place> places, Random random) {
        Place place = places.get(random.nextInt(places.size()));
        Post post = posts.get(place.post());
        List<String> others =
                DECLENSIONS.get(noun.declension()).endings().stream()
                        .map(ending -> noun.stem() + ending)
                        .filter(form -> !form.equals(place.form()))
                        .toList();
        return new Pair(
                others.get(random.nextInt(others.size())),
                place.form(),
                post.channel(),
                post.message());
    }

    private static Map<Noun, List<Place>> places(List<Post> posts) {
        Map<Noun, List<Place>> places = new HashMap<>();
        for (int i = 0; i < posts.size(); i++) {
            Set<String> words = new HashSet<>();
            Matcher word = WORD.matcher(posts.get(i).text().toLowerCase(Locale.ROOT));
            while (word.find()) {
                words.add(word.group());
            }
            for (String form : words.stream().sorted().toList()) {
                for (Noun noun : nouns(form)) {
                    places.computeIfAbsent(noun, _ -> new ArrayList<>()).add(new Place(i, form));
                }
            }
        }
        return places;
    }

    private static List<Noun> nouns(String form) {
        List<Noun> nouns = new ArrayList<>();
        for (int d = 0; d < DECLENSIONS.size(); d++) {
            for (String ending : DECLENSIONS.get(d).endings()) {
                String stem = form.substring(0, Math.max(0, form.length() - ending.length()));
                if (form.endsWith(ending)
                        && stem.endsWith(DECLENSIONS.get(d).stem())
                        && stem.length() > DECLENSIONS.get(d).stem().length() + 2) {
                    nouns.add(new Noun(d, stem));
                }
            }
        }
        return nouns;
    }

    private static Map<Noun, List<Place>> rareNouns(Map<Noun, List<Place>> places) {
        Map<Noun, List<Place>> rare = new HashMap<>();
        places.forEach((noun, found) -> {
            long forms = found.stream().map(Place::form).distinct().count();
            long posts = found.stream().map(Place::post).distinct().count();
            if (forms >= 3 && posts >= RAREST && posts <= COMMONEST) {
                rare.put(noun, found);
            }
        });
        return rare;
    }
}
