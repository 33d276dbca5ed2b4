package dev.tributary.standalone;

import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.standalone.stack.CrashReport;
import dev.tributary.standalone.stack.Ending;
import dev.tributary.standalone.stack.StackState;
import dev.tributary.standalone.stack.Start;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// How `tributary status` tells of the processes, for people and as JSON.
///
/// @param zone of the reader
record StackReport(StackState state, DataDirectory data, Instant now, ZoneId zone) {

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private static final int NEWEST_REPORTS = 3;

    /// @param isVerbose with the last starts
    String text(boolean isVerbose) {
        StringBuilder text = new StringBuilder();
        line(text, "stack", headline());
        line(
                text,
                "restarts",
                state.restarts()
                        + " since the last start that was asked for, "
                        + state.starts().restarts()
                        + " in all");
        state.lastEnding().ifPresent(ending -> line(text, "last end", ending + at(ending)));
        if (!state.ports().isEmpty()) {
            line(
                    text,
                    "ports",
                    state.ports().entrySet().stream()
                            .map(port -> port.getKey() + " " + port.getValue())
                            .collect(Collectors.joining(", ")));
        }
        state.agents().ifPresent(agents -> line(text, "agents", told(agents)));
        line(text, "data", data.root().toString());
        if (Files.exists(log())) {
            line(text, "log", log().toString());
        }
        reports(text);
        if (isVerbose) {
            state.starts().last().reversed().forEach(start -> line(text, "start", told(start)));
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append("%-9s %s%n".formatted(name, value));
    }

    private String headline() {
        return switch (state.phase()) {
            case UP -> "up" + since() + processes();
            case STARTING -> "starting" + since() + processes();
            case RESTARTING ->
                    "ended and is started again in at most 30 s by process "
                            + state.supervisor().orElse(0);
            case DOWN -> "down; start it with \"tributary up\"";
        };
    }

    private String since() {
        return state.current()
                .map(start -> start.upAt() == null ? start.at() : start.upAt())
                .map(at -> " since " + shown(at) + " (" + span(Duration.between(at, now)) + ")")
                .orElse("");
    }

    private String processes() {
        return ", process "
                + state.pid().orElse(0)
                + (state.supervisor().isPresent()
                        ? ", watched by process " + state.supervisor().getAsLong()
                        : "");
    }

    private void reports(StringBuilder text) {
        List<CrashReport> reports = state.reports();
        reports.stream()
                .limit(NEWEST_REPORTS)
                .forEach(report ->
                        line(
                                text,
                                report.isHeapDump() ? "heap dump" : "crash",
                                shown(report.at())
                                        + "  "
                                        + report.file()
                                        + (report.problem().isEmpty()
                                                ? ""
                                                : "  " + report.problem())));
        if (reports.size() > NEWEST_REPORTS) {
            line(text, "", reports.size() - NEWEST_REPORTS + " older reports beside them");
        }
    }

    private String told(Start start) {
        Ending ending = start.ending();
        return shown(start.at())
                + ", process "
                + start.process().pid()
                + (start.restarts() == 0 ? "" : ", restart " + start.restarts())
                + (ending == null ? "" : ", ended: " + ending + at(ending));
    }

    private static String told(Endpoints.Agents agents) {
        return agents.uri() == null ? "not served: " + agents.off() : agents.uri().toString();
    }

    private String at(Ending ending) {
        return ending.at() == null ? "" : ", " + shown(ending.at());
    }

    private String shown(Instant instant) {
        return SECONDS.format(instant.atZone(zone));
    }

    private static String span(Duration span) {
        if (span.toDays() > 0) {
            return span.toDays() + " d " + span.toHoursPart() + " h";
        }
        if (span.toHours() > 0) {
            return span.toHours() + " h " + span.toMinutesPart() + " min";
        }
        return span.toMinutes() > 0
                ? span.toMinutes() + " min"
                : Math.max(0, span.toSeconds()) + " s";
    }

    private Path log() {
        return data.logs().resolve(UpCommand.LOG);
    }

    ObjectNode json() {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("state", state.phase().name().toLowerCase(Locale.ROOT));
        json.put("pid", state.pid().isPresent() ? state.pid().getAsLong() : null);
        json.put(
                "supervisor_pid",
                state.supervisor().isPresent() ? state.supervisor().getAsLong() : null);
        json.put("started_at", state.current().map(Start::at).map(StackReport::utc).orElse(null));
        json.put("up_at", state.current().map(Start::upAt).map(StackReport::utc).orElse(null));
        json.put("build", state.current().map(Start::build).orElse(null));
        json.putObject("restarts")
                .put("since_asked", state.restarts())
                .put("total", state.starts().restarts());
        ObjectNode ending = json.putObject("last_end");
        state.lastEnding().ifPresent(last -> fill(ending, last));
        ObjectNode ports = json.putObject("ports");
        state.ports().forEach(ports::put);
        ObjectNode agents = json.putObject("agents");
        state.agents()
                .ifPresent(served -> {
                    agents.put("uri", served.uri() == null ? null : served.uri().toString());
                    agents.put("off", served.off());
                });
        json.put("data", data.root().toString());
        json.put("log", log().toString());
        ArrayNode reports = json.putArray("crash_reports");
        for (CrashReport report : state.reports()) {
            reports.addObject()
                    .put("file", report.file().toString())
                    .put("at", utc(report.at()))
                    .put("kind", report.isHeapDump() ? "heap_dump" : "hs_err")
                    .put("problem", report.problem());
        }
        return json;
    }

    private static void fill(ObjectNode json, Ending ending) {
        json.put("how", ending.how().name().toLowerCase(Locale.ROOT));
        Instant at = ending.at();
        json.put("at", at == null ? null : utc(at));
        json.put("detail", ending.detail());
    }

    private static String utc(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
