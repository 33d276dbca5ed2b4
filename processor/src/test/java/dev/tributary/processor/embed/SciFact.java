package dev.tributary.processor.embed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The SciFact collection in BEIR's form: which of 5,183 abstracts bear on each of 300 claims.
///
/// @param passages by document: title, a blank, text
/// @param queries by query, only those that are judged
/// @param relevant documents by query
record SciFact(
        Map<String, String> passages,
        Map<String, String> queries,
        Map<String, Set<String>> relevant) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    static SciFact read(Path folder) throws IOException {
        Map<String, Set<String>> relevant = new HashMap<>();
        List<String> judgments = Files.readAllLines(folder.resolve("qrels/test.tsv"));
        for (String line : judgments.subList(1, judgments.size())) {
            String[] fields = line.split("\t", -1);
            if (Integer.parseInt(fields[2]) > 0) {
                relevant.computeIfAbsent(fields[0], query -> new TreeSet<>()).add(fields[1]);
            }
        }
        Map<String, String> passages = new LinkedHashMap<>();
        for (String line : Files.readAllLines(folder.resolve("corpus.jsonl"))) {
            JsonNode document = MAPPER.readTree(line);
            passages.put(
                    document.path("_id").asString(),
                    document.path("title").asString() + " " + document.path("text").asString());
        }
        Map<String, String> queries = new LinkedHashMap<>();
        for (String line : Files.readAllLines(folder.resolve("queries.jsonl"))) {
            JsonNode query = MAPPER.readTree(line);
            if (relevant.containsKey(query.path("_id").asString())) {
                queries.put(query.path("_id").asString(), query.path("text").asString());
            }
        }
        return new SciFact(passages, queries, relevant);
    }

    /// Normalised discounted cumulative gain over the first ten, gain 1 for a relevant document.
    double ndcgAt10(String query, List<String> found) {
        Set<String> wanted = relevant.getOrDefault(query, Set.of());
        double gain = 0;
        for (int i = 0; i < Math.min(10, found.size()); i++) {
            if (wanted.contains(found.get(i))) {
                gain += discount(i);
            }
        }
        double best = 0;
        for (int i = 0; i < Math.min(10, wanted.size()); i++) {
            best += discount(i);
        }
        return gain / best;
    }

    private static double discount(int place) {
        return Math.log(2) / Math.log(place + 2);
    }
}
