package dev.tributary.mcp.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// How much an answer can know.
///
/// @param asOf the send time of the newest message that the answer could have seen
/// @param degraded why it is less than it could be
/// @param coverage which part of the texts has a vector, from 0 to 1; null where that is not known
record Freshness(
        @Nullable String asOf,
        List<String> degraded,
        @Nullable Double coverage,
        List<SourceState> sources) {

    /// More would be read by nobody.
    private static final int MOST_SOURCES = 20;

    Freshness {
        degraded = List.copyOf(degraded);
        sources = List.copyOf(sources);
    }

    /// @param lagEvents received and not yet in the archive; null where that is not known
    record SourceState(String account, @Nullable String lastEventAt, @Nullable Long lagEvents) {}

    /// @param meta of the envelope
    /// @param status the archive's, not older than a few seconds; null if it is not known
    static Freshness of(JsonNode meta, @Nullable JsonNode status) {
        List<String> degraded = new ArrayList<>();
        meta.path("degraded").forEach(reason -> degraded.add(reason.asString()));
        if (status == null) {
            degraded.add("freshness: the state of the sources is not known right now");
            return new Freshness(text(meta.path("as_of")), degraded, null, List.of());
        }
        List<SourceState> sources = new ArrayList<>();
        for (JsonNode account : status.path("accounts")) {
            JsonNode lag = account.path("lag_events");
            sources.add(
                    new SourceState(
                            account.path("account").asString(),
                            text(account.path("last_event_at")),
                            lag.isNumber() ? lag.asLong() : null));
        }
        JsonNode coverage = status.path("embedding").path("coverage");
        return new Freshness(
                text(meta.path("as_of")),
                degraded,
                coverage.isNumber() ? coverage.asDouble() : null,
                sources);
    }

    static Map<String, Object> schema() {
        return Schema.object()
                .maybe("as_of", Schema.text("when the newest message was sent that was looked at"))
                .with("degraded", Schema.texts("why the answer is less than it could be"))
                .maybe(
                        "embedding_coverage",
                        Schema.number("which part of the texts can be found by meaning, 0 to 1"))
                .with(
                        "sources",
                        Schema.list(
                                "the accounts that messages come from",
                                Schema.object()
                                        .with("account", Schema.text("<source>:<id>"))
                                        .maybe(
                                                "last_event_at",
                                                Schema.text("its newest send, edit or delete time"))
                                        .maybe(
                                                "lag_events",
                                                Schema.count("received and not yet in the archive"))
                                        .build()))
                .maybe("sources_left_out", Schema.count("how many more there are"))
                .build();
    }

    /// Without the accounts that there is no room for.
    Freshness within(int room) {
        int most = Math.min(MOST_SOURCES, sources.size());
        while (most > 0 && kept(most).json(0).toString().length() > room) {
            most--;
        }
        return kept(most);
    }

    private Freshness kept(int count) {
        return new Freshness(asOf, degraded, coverage, sources.subList(0, count));
    }

    ObjectNode json(int leftOut) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        if (asOf != null) {
            json.put("as_of", asOf);
        }
        ArrayNode reasons = json.putArray("degraded");
        degraded.forEach(reasons::add);
        if (coverage != null) {
            json.put("embedding_coverage", Math.floor(coverage * 1e4) / 1e4);
        }
        ArrayNode accounts = json.putArray("sources");
        for (SourceState source : sources) {
            ObjectNode one = accounts.addObject();
            one.put("account", source.account);
            if (source.lastEventAt != null) {
                one.put("last_event_at", source.lastEventAt);
            }
            if (source.lagEvents != null) {
                one.put("lag_events", source.lagEvents);
            }
        }
        if (leftOut > 0) {
            json.put("sources_left_out", leftOut);
        }
        return json;
    }

    String line() {
        StringBuilder line = new StringBuilder("as of ").append(asOf == null ? "never" : asOf);
        if (coverage != null) {
            line.append("; ").append(Math.floor(coverage * 1e4) / 1e2);
            line.append(" % can be found by meaning");
        }
        for (SourceState source : sources) {
            line.append("; ").append(source.account).append(" last event ");
            line.append(source.lastEventAt == null ? "never" : source.lastEventAt);
            if (source.lagEvents != null) {
                line.append(", ").append(source.lagEvents).append(" events waiting");
            }
        }
        degraded.forEach(reason -> line.append("\ndegraded: ").append(reason));
        return line.toString();
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() ? node.asString() : null;
    }
}
