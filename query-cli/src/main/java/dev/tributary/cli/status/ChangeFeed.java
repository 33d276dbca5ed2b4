package dev.tributary.cli.status;

import dev.tributary.cli.render.Grid;
import dev.tributary.cli.render.Report;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What the processor says of its change feed.
///
/// @param state in words; the first says what it does
/// @param slot the replication slot; null while none is read
/// @param lagBytes that Postgres keeps on its disk until they are read; null while none is read
/// @param gap null if there was none since that processor began
public record ChangeFeed(
        String state,
        @Nullable String slot,
        @Nullable Long lagBytes,
        @Nullable Gap gap,
        List<Problem> problems) {

    private static final String SWITCHED_OFF = "switched off";

    public ChangeFeed {
        problems = List.copyOf(problems);
    }

    /// Changes of this time may be missing for those who follow; the archive has them.
    ///
    /// @param from null where nobody knows
    public record Gap(@Nullable String from, String to) {}

    /// @param sql what to run so that it is none
    public record Problem(String sentence, String sql) {}

    /// @param status `/status` of a processor, or of something without one
    /// @return null if it has no processor
    static @Nullable ChangeFeed of(JsonNode status) {
        if (!status.path("stages").isObject()) {
            return null;
        }
        JsonNode json = status.path("feed");
        if (!json.isObject()) {
            return new ChangeFeed(SWITCHED_OFF, null, null, null, List.of());
        }
        JsonNode gap = json.path("gap");
        return new ChangeFeed(
                json.path("state").asString("unknown"),
                json.path("slot").asString(null),
                json.path("lag_bytes").isNumber() ? json.path("lag_bytes").asLong() : null,
                gap.isObject()
                        ? new Gap(gap.path("from").asString(null), gap.path("to").asString(""))
                        : null,
                json.path("problems")
                        .valueStream()
                        .map(one ->
                                new Problem(
                                        one.path("problem").asString(""),
                                        one.path("sql").asString("")))
                        .toList());
    }

    /// What somebody who follows should know; empty if all is well.
    public List<String> remarks() {
        if (!problems.isEmpty()) {
            return problems.stream()
                    .map(problem ->
                            "the change feed is off: "
                                    + problem.sentence()
                                    + "; run: "
                                    + problem.sql())
                    .toList();
        }
        if (state.equals(SWITCHED_OFF)) {
            return List.of(
                    "the change feed is switched off; take processor.feed = false out of the"
                            + " configuration and start the processor again");
        }
        if (state.startsWith("waiting") || state.startsWith("failed") || state.equals("stopped")) {
            return List.of(
                    "the change feed is not read now ("
                            + state
                            + "); what is committed comes later");
        }
        return List.of();
    }

    /// As `/status` says it.
    ObjectNode json() {
        ObjectNode json = JsonMapper.shared().createObjectNode().put("state", state);
        json.put("slot", slot);
        json.put("lag_bytes", lagBytes);
        if (gap == null) {
            json.putNull("gap");
        } else {
            json.putObject("gap").put("from", gap.from()).put("to", gap.to());
        }
        var list = json.putArray("problems");
        problems.forEach(
                one -> list.addObject().put("problem", one.sentence()).put("sql", one.sql()));
        return json;
    }

    /// For people: how it is, and the SQL that mends it.
    List<Report.Section> sections() {
        Report.Section how =
                new Report.Section(
                        "Change feed",
                        new Grid(
                                List.of("STATE", "SLOT", "LAG BYTES", "GAP"),
                                Set.of(2),
                                List.of(cells())));
        if (problems.isEmpty()) {
            return List.of(how);
        }
        Grid mending =
                new Grid(
                        List.of("WHY THE FEED IS OFF", "RUN"),
                        Set.of(),
                        problems.stream().map(one -> List.of(one.sentence(), one.sql())).toList());
        return List.of(how, new Report.Section("", mending));
    }

    private List<String> cells() {
        return List.of(
                problems.isEmpty() ? state : "off",
                slot == null ? "-" : slot,
                lagBytes == null ? "-" : Long.toString(lagBytes),
                gap == null ? "none" : (gap.from() == null ? "?" : gap.from()) + " to " + gap.to());
    }
}
