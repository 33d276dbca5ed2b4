package dev.tributary.cli.daemon;

import dev.tributary.cli.command.Refusal;
import dev.tributary.cli.status.LogProgress;
import dev.tributary.cli.status.LogProgress.Lag;
import dev.tributary.cli.status.Waiting;
import dev.tributary.contract.answer.Answer.ArchiveStatus;
import dev.tributary.contract.answer.AnswerJson;
import dev.tributary.contract.answer.Answered;
import dev.tributary.contract.config.Settings;
import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.question.Ask;
import dev.tributary.contract.question.AskJson;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.program.Installation;
import dev.tributary.rpc.daemon.Reply;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Answers what other programs ask: an [AskJson] comes in, the envelope `{"data", "meta"}` or
/// `{"error"}` goes out on stdout, as `--output json` shows it. The status also tells for each
/// account how many events wait (`lag_events`), where Kafka answers; not to one who may see a part
/// of the archive only, because what waits is everybody's.
final class TypedQuestions {

    private static final Logger log = LoggerFactory.getLogger(TypedQuestions.class);

    private final WarmEngine engine;
    private final Installation installation;

    TypedQuestions(WarmEngine engine, Installation installation) {
        this.engine = engine;
        this.installation = installation;
    }

    /// @return the exit code that the same question has on the command line
    int answer(ByteBuffer command, Reply reply) throws IOException {
        int exitCode = ExitCode.OK;
        ObjectNode envelope;
        try {
            envelope = envelope(ask(command), reply);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            Refusal refusal = Refusal.of(e);
            exitCode = refusal.exitCode();
            envelope = refusal.json();
        } catch (RuntimeException e) {
            Refusal refusal = Refusal.of(e);
            exitCode = refusal.exitCode();
            envelope = refusal.json();
        }
        reply.out().write(JsonMapper.shared().writeValueAsBytes(envelope));
        return exitCode;
    }

    private static Ask ask(ByteBuffer command) {
        byte[] json = new byte[command.remaining() - 1];
        command.get(command.position() + 1, json);
        return AskJson.read(json);
    }

    private ObjectNode envelope(Ask ask, Reply reply) throws IOException, InterruptedException {
        Settings settings = installation.settings();
        Endpoints.Postgres archive = Endpoints.resolvePostgres(settings, installation.data());
        if (engine.mustLoadModel(archive, settings.embedding(), ask.question())) {
            reply.progress(CommandLines.LOADING);
        }
        Answered answered = engine.ask(archive, settings.embedding(), ask);
        ObjectNode envelope = AnswerJson.envelope(answered);
        if (answered.answer() instanceof ArchiveStatus status && ask.scope().isAll()) {
            tellWhatWaits(envelope, status, settings);
        }
        return envelope;
    }

    private void tellWhatWaits(ObjectNode envelope, ArchiveStatus status, Settings settings)
            throws InterruptedException {
        List<Lag> lags;
        try {
            lags =
                    new LogProgress(installation.endpoints(settings).kafka())
                            .lags(status.positions());
        } catch (InterruptException e) {
            throw new InterruptedException(e.getMessage());
        } catch (KafkaException e) {
            log.atWarn().addKeyValue("error", e.getMessage()).log("what waits is not known");
            return;
        }
        Waiting waiting = new Waiting(lags);
        for (JsonNode account : envelope.path("data").path("accounts")) {
            AccountId id = AccountId.parse(account.path("account").stringValue());
            ((ObjectNode) account).put("lag_events", waiting.of(id.service()));
        }
    }
}
