package dev.tributary.cli.command;

import dev.tributary.contract.answer.Answer.ChatEntry;
import dev.tributary.contract.answer.AnswerJson;
import dev.tributary.contract.config.InvalidSettings;
import dev.tributary.contract.runtime.AlreadyRunning;
import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.contract.runtime.NothingReachable;
import dev.tributary.embedding.EmbeddingFailed;
import dev.tributary.embedding.ModelUnusable;
import dev.tributary.program.Failure;
import dev.tributary.query.AnswerTooSlow;
import dev.tributary.query.ArchiveUnavailable;
import dev.tributary.query.QuestionCancelled;
import dev.tributary.query.QuestionRefused;
import dev.tributary.rpc.client.CommandFailed;
import dev.tributary.rpc.client.DaemonUnavailable;
import dev.tributary.rpc.client.ReplyLost;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.errors.InterruptException;
import picocli.CommandLine.ParameterException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What the reader gets instead of an answer.
///
/// @param code stable, for scripts
/// @param hint what to do next; may be empty
/// @param candidates the chats that an ambiguous title may mean
public record Refusal(
        String code, String message, String hint, List<ChatEntry> candidates, int exitCode) {

    private static final String SEE_THE_LOG =
            "query-cli daemon logs shows the details, query-cli daemon restart starts a new one";

    public Refusal {
        candidates = List.copyOf(candidates);
    }

    public static Refusal of(Exception exception) {
        return switch (exception) {
            case ParameterException e ->
                    refusal("usage", e, "query-cli --help shows what there is", ExitCode.USAGE);
            case QuestionRefused e ->
                    new Refusal(
                            e.reason().name().toLowerCase(Locale.ROOT),
                            text(e),
                            e.hint(),
                            e.candidates(),
                            exitCode(e.reason()));
            case ArchiveUnavailable e ->
                    refusal(
                            "unreachable",
                            e,
                            "check that the stack runs: tributary status",
                            ExitCode.NOTHING_REACHABLE);
            case NothingReachable e ->
                    refusal("unreachable", e, "run tributary up", ExitCode.NOTHING_REACHABLE);
            case AnswerTooSlow e -> refusal("too_slow", e, "", ExitCode.ERROR);
            case QuestionCancelled e -> refusal("cancelled", e, "", ExitCode.ERROR);
            case InterruptedException _ -> cancelled();
            case InterruptException _ -> cancelled();
            case NoDaemon e -> refusal("no_daemon", e, "", ExitCode.NOTHING_REACHABLE);
            case AlreadyRunning e -> refusal("already_running", e, "", ExitCode.ALREADY_RUNNING);
            case DaemonUnavailable e -> refusal("daemon_unavailable", e, "", ExitCode.ERROR);
            case ReplyLost e -> refusal("reply_lost", e, SEE_THE_LOG, ExitCode.ERROR);
            case CommandFailed e -> refusal("command_failed", e, SEE_THE_LOG, ExitCode.ERROR);
            case InvalidSettings e ->
                    refusal("configuration", e, "correct these and try again", ExitCode.ERROR);
            case ModelUnusable e -> refusal("model", e, "", ExitCode.ERROR);
            case EmbeddingFailed e -> refusal("model", e, "", ExitCode.ERROR);
            default -> {
                Failure failure = Failure.of(exception);
                yield new Refusal(
                        failure.exitCode() == ExitCode.NOTHING_REACHABLE ? "unreachable" : "error",
                        failure.sentence(),
                        "",
                        List.of(),
                        failure.exitCode());
            }
        };
    }

    private static Refusal cancelled() {
        return new Refusal("cancelled", "cancelled", "", List.of(), ExitCode.ERROR);
    }

    private static int exitCode(QuestionRefused.Reason reason) {
        return switch (reason) {
            case AMBIGUOUS_CHAT, BAD_CURSOR, QUERY_TOO_LONG -> ExitCode.USAGE;
            case UNKNOWN_CHAT, UNKNOWN_SENDER, UNKNOWN_MESSAGE, NO_VECTORS -> ExitCode.ERROR;
        };
    }

    public ObjectNode json() {
        ObjectNode envelope = JsonMapper.shared().createObjectNode();
        ObjectNode error = envelope.putObject("error");
        error.put("code", code).put("message", message).put("hint", hint);
        if (!candidates.isEmpty()) {
            ArrayNode list = error.putArray("candidates");
            candidates.forEach(chat -> list.add(AnswerJson.chat(chat)));
        }
        return envelope;
    }

    private static Refusal refusal(String code, Exception e, String hint, int exitCode) {
        return new Refusal(code, text(e), hint, List.of(), exitCode);
    }

    private static String text(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
