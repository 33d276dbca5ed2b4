package dev.tributary.mcp.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.contract.answer.AnswerJson;
import dev.tributary.contract.config.SettingsLoader;
import dev.tributary.contract.identity.ChatRef;
import dev.tributary.contract.question.Ask;
import dev.tributary.contract.question.AskJson;
import dev.tributary.contract.question.Filters;
import dev.tributary.contract.question.PageRequest;
import dev.tributary.contract.question.Question;
import dev.tributary.contract.question.Scope;
import dev.tributary.contract.runtime.ArchiveIdentity;
import dev.tributary.mcp.TestArchive;
import dev.tributary.query.QueryEngine;
import dev.tributary.query.QuestionRefused;
import dev.tributary.rpc.daemon.Daemon;
import dev.tributary.rpc.daemon.DaemonLimits;
import dev.tributary.rpc.daemon.Reply;
import dev.tributary.rpc.place.DaemonId;
import dev.tributary.rpc.place.DaemonPlace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What goes to the query daemon and comes back, over a real socket, with a real engine behind it.
@Tag("stack")
class DaemonArchiveIT {

    private static final Question DEPLOY =
            new Question.SearchText("deploy", Filters.NONE, PageRequest.first(3));

    @TempDir private static Path data;

    private static final CompletableFuture<Boolean> INTERRUPTED = new CompletableFuture<>();
    private static final CompletableFuture<Boolean> ASKED = new CompletableFuture<>();
    private static QueryEngine engine;
    private static Daemon daemon;
    private static Archive archive;

    @BeforeAll
    static void start() throws Exception {
        Path runtime = Files.createTempDirectory("mcp");
        Map<String, String> environment = Map.of("XDG_RUNTIME_DIR", runtime.toString());
        ArchiveIdentity identity =
                ArchiveIdentity.of(data, null, data, environment, "nobody", data);
        engine =
                QueryEngine.resident(
                        TestArchive.create().postgres(),
                        SettingsLoader.load(null, Map.of("TRIBUTARY_EMBEDDING_ENABLED", "false"))
                                .embedding(),
                        Clock.systemUTC());
        daemon =
                Daemon.open(
                        DaemonPlace.of(
                                "tributary", DaemonId.of("query", identity.facts()), environment),
                        "build",
                        DaemonArchiveIT::handle,
                        new DaemonLimits(
                                16,
                                256,
                                4,
                                1 << 20,
                                Duration.ofMillis(300),
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(1)),
                        List.of());
        archive = DaemonArchive.of(identity, data, "build", environment);
    }

    @AfterAll
    static void stop() throws Exception {
        archive.close();
        daemon.close();
        engine.close();
    }

    /// As the query daemon answers typed questions.
    private static int handle(ByteBuffer command, Reply reply) throws Exception {
        byte[] question = new byte[command.remaining() - 1];
        assertThat(command.get()).isEqualTo((byte) 'Q');
        command.get(question);
        Ask ask = AskJson.read(question);
        if (ask.question() instanceof Question.Status) {
            ASKED.complete(true);
            waitForTheEnd();
        }
        return write(answer(ask), reply);
    }

    private static ObjectNode answer(Ask ask) throws InterruptedException {
        try {
            return AnswerJson.envelope(engine.ask(ask));
        } catch (QuestionRefused e) {
            ObjectNode json = JsonMapper.shared().createObjectNode();
            ObjectNode error = json.putObject("error");
            error.put("code", e.reason().name().toLowerCase(Locale.ROOT));
            error.put("message", e.getMessage()).put("hint", "query-cli chats lists them");
            var candidates = error.putArray("candidates");
            e.candidates().forEach(chat -> candidates.add(AnswerJson.chat(chat)));
            return json;
        }
    }

    private static int write(ObjectNode json, Reply reply) throws IOException {
        reply.out().write(JsonMapper.shared().writeValueAsBytes(json));
        return json.has("error") ? 1 : 0;
    }

    private static void waitForTheEnd() throws InterruptedException {
        try {
            new CompletableFuture<Void>().get(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            INTERRUPTED.complete(true);
            throw e;
        } catch (java.util.concurrent.ExecutionException
                | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void brings_the_question_and_its_scope_there_and_the_answer_back() throws Exception {
        Scope team = new Scope(Set.of(), Set.of(), Set.of(ChatRef.parse("jsonl:a/team")));

        assertThat(archive.ask(new Ask(DEPLOY, Scope.ALL), _ -> {}).at("/data/hits")).hasSize(1);
        assertThat(archive.ask(new Ask(DEPLOY, team), _ -> {}).at("/data/hits")).isEmpty();
    }

    @Test
    void tells_a_refusal_in_words_for_agents() {
        Filters twins =
                new Filters(Set.of(), Set.of(), List.of("Twins"), List.of(), null, null, false);

        assertThatThrownBy(() ->
                        archive.ask(
                                new Ask(
                                        new Question.Recent(
                                                Duration.ofDays(1), twins, PageRequest.first(3)),
                                        Scope.ALL),
                                _ -> {}))
                .isInstanceOf(Refused.class)
                .hasMessage(
                        "several chats are called \"Twins\"; name the chat by one of these"
                                + " references")
                .satisfies(e -> assertThat(((Refused) e).candidates()).hasSize(2));
    }

    @Test
    void cancels_the_question_when_the_asker_is_interrupted() throws Exception {
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        Thread asker =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                archive.ask(new Ask(new Question.Status(), Scope.ALL), _ -> {});
                            } catch (InterruptedException | RuntimeException e) {
                                outcome.complete(e);
                            }
                        });
        ASKED.get(10, TimeUnit.SECONDS);

        asker.interrupt();

        assertThat(outcome.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        assertThat(INTERRUPTED.get(10, TimeUnit.SECONDS)).isTrue();
    }
}
