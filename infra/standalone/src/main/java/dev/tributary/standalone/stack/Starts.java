package dev.tributary.standalone.stack;

import dev.tributary.contract.runtime.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The file `<data>/run/starts.json`: the last starts of the stack and how they ended. The holder
/// of the stack's lock alone writes it.
///
/// @param restarts all that were ever made
/// @param last the newest last
public record Starts(long restarts, List<Start> last) {

    private static final Logger log = LoggerFactory.getLogger(Starts.class);
    private static final int MOST = 50;

    public Starts {
        last = List.copyOf(last.subList(Math.max(0, last.size() - MOST), last.size()));
    }

    public Optional<Start> newest() {
        return last.isEmpty() ? Optional.empty() : Optional.of(last.getLast());
    }

    Starts with(Start next) {
        return new Starts(
                restarts + (next.restarts() > 0 ? 1 : 0),
                Stream.concat(last.stream(), Stream.of(next)).toList());
    }

    Starts replacingNewest(Start changed) {
        List<Start> all = new ArrayList<>(last);
        all.set(all.size() - 1, changed);
        return new Starts(restarts, all);
    }

    private static Path file(DataDirectory data) {
        return data.run().resolve("starts.json");
    }

    /// A file that cannot be read is no reason not to start, nor to hide what runs: it begins anew.
    public static Starts read(DataDirectory data) throws IOException {
        Path file = file(data);
        if (!Files.exists(file)) {
            return new Starts(0, List.of());
        }
        try {
            JsonNode json = JsonMapper.shared().readTree(Files.readAllBytes(file));
            List<Start> last = new ArrayList<>();
            for (JsonNode start : json.path("starts")) {
                last.add(start(start));
            }
            return new Starts(json.path("restarts").asLong(0), last);
        } catch (JacksonException | java.time.DateTimeException e) {
            log.atWarn()
                    .addKeyValue("file", file)
                    .addKeyValue("error", e.getMessage())
                    .log("the list of starts cannot be read and begins anew");
            return new Starts(0, List.of());
        }
    }

    private static Start start(JsonNode json) {
        JsonNode ended = json.path("ended");
        Ending ending =
                ended.isObject()
                        ? new Ending(
                                Ending.How.valueOf(ended.path("how").asString("KILLED")),
                                instant(ended.path("at")),
                                ended.path("detail").asString(""))
                        : null;
        return new Start(
                Instant.parse(json.path("at").stringValue()),
                new ProcessMark(json.path("pid").asLong(), json.path("birth").asString("")),
                json.path("build").asString(""),
                json.path("restarts").asInt(0),
                instant(json.path("up_at")),
                ending);
    }

    private static @Nullable Instant instant(JsonNode json) {
        return json.isString() ? Instant.parse(json.stringValue()) : null;
    }

    /// In one step, so that a crash leaves the old list or the new one.
    void write(DataDirectory data) throws IOException {
        ObjectNode json = JsonMapper.shared().createObjectNode().put("restarts", restarts);
        var starts = json.putArray("starts");
        last.forEach(start -> starts.add(json(start)));
        Files.createDirectories(data.run());
        Path next = data.run().resolve("starts.json.next");
        Files.writeString(
                next,
                JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(json));
        Files.move(
                next,
                file(data),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private static ObjectNode json(Start start) {
        ObjectNode json =
                JsonMapper.shared()
                        .createObjectNode()
                        .put("at", start.at().toString())
                        .put("pid", start.process().pid())
                        .put("birth", start.process().birth())
                        .put("build", start.build())
                        .put("restarts", start.restarts());
        if (start.upAt() != null) {
            json.put("up_at", start.upAt().toString());
        }
        Ending ending = start.ending();
        if (ending != null) {
            ObjectNode ended = json.putObject("ended").put("how", ending.how().name());
            ended.put("detail", ending.detail());
            if (ending.at() != null) {
                ended.put("at", ending.at().toString());
            }
        }
        return json;
    }
}
