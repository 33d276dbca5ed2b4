package dev.tributary.standalone.containers;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// What `query-cli status` says.
///
/// @param json missing where it said nothing
record Status(JsonNode json) {

    /// Which places are away.
    List<String> away() {
        return json.path("meta").path("degraded").valueStream().map(JsonNode::asString).toList();
    }

    /// What a stage of the processor does; empty if no processor says it.
    String stage(String name) {
        return json.path("data").path("stages").path(name).asString("");
    }

    /// How the ingestor does with an account, and why.
    String connection(String account) {
        return json.path("data")
                .path("accounts")
                .valueStream()
                .filter(one -> one.path("account").asString("").equals(account))
                .map(one ->
                        one.path("connection").asString("") + " " + one.path("reason").asString(""))
                .findFirst()
                .orElse("")
                .strip();
    }

    long lag() {
        return json.path("data")
                .path("lag")
                .valueStream()
                .mapToLong(one -> one.path("records").asLong())
                .sum();
    }

    /// Whatever is not as it should be where everything has been read, stored and embedded.
    List<String> complaints() {
        if (json.isMissingNode()) {
            return List.of("no status");
        }
        List<String> complaints = new ArrayList<>(outages());
        if (lag() != 0) {
            complaints.add("lag " + lag());
        }
        if (json.path("data").path("embedding").path("coverage").asDouble() < 1) {
            complaints.add("vectors " + json.path("data").path("embedding"));
        }
        return complaints;
    }

    /// Whatever does not run, or is not connected.
    List<String> outages() {
        List<String> outages = new ArrayList<>(away());
        for (String stage : List.of("normalise", "store", "embed", "feed")) {
            if (!stage(stage).equals("running")) {
                outages.add(stage + " is \"" + stage(stage) + "\"");
            }
        }
        json.path("data")
                .path("accounts")
                .valueStream()
                .filter(one -> one.path("account").asString("").startsWith("vkteams:"))
                .filter(one -> !one.path("connection").asString("").equals("connected"))
                .forEach(one -> outages.add(one.toString()));
        return outages;
    }

    /// In words, for a search: everything that it says.
    boolean says(String... words) {
        return Stream.of(words).allMatch(json.toString()::contains);
    }
}
