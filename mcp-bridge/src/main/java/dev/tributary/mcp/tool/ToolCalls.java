package dev.tributary.mcp.tool;

import dev.tributary.contract.identity.ChatRef;
import dev.tributary.contract.identity.MessageRef;
import dev.tributary.contract.question.Ask;
import dev.tributary.contract.question.Scope;
import dev.tributary.mcp.archive.Archive;
import dev.tributary.mcp.archive.Refused;
import dev.tributary.mcp.audit.AuditEntry;
import dev.tributary.mcp.audit.Shape;
import dev.tributary.mcp.client.Client;
import dev.tributary.mcp.safety.Fence;
import dev.tributary.mcp.safety.Safety;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Runs a tool for a client, whatever way the call came: as a tool, a resource or a prompt. Never
/// throws but for an interrupt: what goes wrong is a [Reply] too.
public final class ToolCalls {

    private static final Logger LOG = LoggerFactory.getLogger(ToolCalls.class);

    private final Archive archive;
    private final Statuses statuses;
    private final Safety safety;
    private final Consumer<AuditEntry> record;
    private final Clock clock;
    private final RandomGenerator random;

    /// @param record told of each call when it is over
    /// @param clock also tells the zone of times without one
    public ToolCalls(
            Archive archive,
            Safety safety,
            Consumer<AuditEntry> record,
            Clock clock,
            RandomGenerator random) {
        this.archive = archive;
        this.statuses = new Statuses(archive, clock);
        this.safety = safety;
        this.record = record;
        this.clock = clock;
        this.random = random;
    }

    /// Who calls which way, for the audit log.
    ///
    /// @param method of the protocol
    public record Caller(Client client, String method) {}

    /// @param structured matches the tool's output schema; null if there is no answer
    /// @param outcome `ok`, or the code of the refusal
    public record Reply(@Nullable ObjectNode structured, String text, int items, String outcome) {
        public boolean isError() {
            return structured == null;
        }
    }

    /// @param progress told in a few words what a long answer waits for
    public Reply call(
            ToolKind kind, Map<String, Object> arguments, Caller caller, Consumer<String> progress)
            throws InterruptedException {
        Tool tool = kind.tool();
        Instant started = clock.instant();
        long start = System.nanoTime();
        Reply reply = new Reply(null, "", 0, "cancelled");
        try {
            reply = reply(tool, arguments, caller.client(), progress);
            return reply;
        } finally {
            record.accept(
                    new AuditEntry(
                            started,
                            caller.client().name(),
                            caller.method(),
                            tool.name(),
                            Shape.of(
                                    arguments,
                                    tool.parameters().stream().map(Parameter::name).toList()),
                            reply.items(),
                            Duration.ofNanos(System.nanoTime() - start),
                            reply.outcome()));
        }
    }

    private Reply reply(
            Tool tool, Map<String, Object> arguments, Client client, Consumer<String> progress)
            throws InterruptedException {
        Inquiry inquiry;
        try {
            inquiry = tool.read(new Arguments(arguments, tool.parameters(), clock));
        } catch (BadArguments | IllegalArgumentException e) {
            return refusal("bad_arguments", tool.name() + ": " + e.getMessage());
        }
        try {
            return answer(tool, inquiry, client, progress);
        } catch (Refused e) {
            return refusal(e.code(), tool.name() + ": " + e.sentence() + candidates(e));
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("An answer could not be made");
            return refusal("error", tool.name() + ": internal error; the bridge's log says why");
        }
    }

    private Reply answer(Tool tool, Inquiry inquiry, Client client, Consumer<String> progress)
            throws InterruptedException {
        statuses.prepare(client);
        ObjectNode envelope = archive.ask(new Ask(inquiry.question(), client.scope()), progress);
        if (!isWithin(client.scope(), envelope.path("data"))) {
            LOG.atError()
                    .addKeyValue("client", client.name())
                    .log("The archive answered with what the client may not see; it was withheld");
            return refusal("error", tool.name() + ": internal error; the bridge's log says why");
        }
        Freshness freshness = Freshness.of(envelope.path("meta"), statuses.of(client));
        Found found = tool.found(envelope.path("data"), inquiry, safety);
        var composed =
                new Composition(tool, inquiry, random)
                        .compose(found, envelope.path("meta"), freshness);
        return new Reply(
                composed.answer().structured(),
                composed.text(),
                composed.answer().pieces().size(),
                "ok");
    }

    private static Reply refusal(String code, String sentence) {
        return new Reply(null, sentence, 0, code);
    }

    private String candidates(Refused refused) {
        if (refused.candidates().isEmpty()) {
            return "";
        }
        String list =
                refused.candidates().stream()
                        .map(chat ->
                                chat.path("ref").asString()
                                        + " "
                                        + safety.name(chat.path("title").asString("")))
                        .collect(Collectors.joining("\n"));
        return ":\n" + Fence.around(List.of(list), random).enclose(list);
    }

    /// The engine sees to it; this is the second lock on the door.
    private static boolean isWithin(Scope scope, JsonNode data) {
        if (scope.isAll()) {
            return true;
        }
        for (JsonNode ref : data.findValues("ref")) {
            if (!scope.allows(chat(ref.asString()))) {
                return false;
            }
        }
        return true;
    }

    private static ChatRef chat(String ref) {
        return ref.indexOf('/') == ref.lastIndexOf('/')
                ? ChatRef.parse(ref)
                : MessageRef.parse(ref).chatRef();
    }
}
