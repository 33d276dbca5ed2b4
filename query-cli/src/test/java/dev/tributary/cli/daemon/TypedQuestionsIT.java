package dev.tributary.cli.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.contract.identity.ChatRef;
import dev.tributary.contract.question.Ask;
import dev.tributary.contract.question.AskJson;
import dev.tributary.contract.question.Filters;
import dev.tributary.contract.question.PageRequest;
import dev.tributary.contract.question.Question;
import dev.tributary.contract.question.Scope;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.program.Installation;
import dev.tributary.rpc.daemon.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What another program gets from the daemon.
@Tag("stack")
class TypedQuestionsIT {

    @TempDir private static Path directory;

    private static SmallArchive archive;
    private static WarmEngine engine;
    private static TypedQuestions questions;

    @BeforeAll
    static void open() throws Exception {
        archive = new SmallArchive(new DataDirectory(directory));
        engine = new WarmEngine(Clock.systemUTC());
        questions =
                new TypedQuestions(
                        engine, new Installation(Map.of("TRIBUTARY_HOME", directory.toString())));
    }

    @AfterAll
    static void close() throws Exception {
        engine.close();
        archive.close();
    }

    private record Answer(int exitCode, JsonNode json) {}

    private static Answer answer(byte[] json) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteBuffer command =
                ByteBuffer.allocate(json.length + 1).put(AskJson.COMMAND).put(json).flip();
        int exitCode = questions.answer(command, new Collecting(out));
        return new Answer(exitCode, JsonMapper.shared().readTree(out.toByteArray()));
    }

    private record Collecting(OutputStream out) implements Reply {
        @Override
        public OutputStream err() {
            return OutputStream.nullOutputStream();
        }

        @Override
        public void progress(String text) {}

        @Override
        public boolean follow() {
            return true;
        }
    }

    private static Question search(String query) {
        return new Question.SearchText(query, Filters.NONE, PageRequest.first(10));
    }

    @Test
    void aQuestionIsAnsweredAsJson() throws IOException {
        // When
        Answer answer = answer(AskJson.write(new Ask(search("keyboard"), Scope.ALL)));

        // Then
        assertThat(answer.exitCode).isZero();
        assertThat(answer.json.path("data").path("hits").path(0).path("text").asString())
                .contains("My cat sleeps");
    }

    @Test
    void whatLiesOutsideOfTheScopeIsNotFound() throws IOException {
        // Given
        Scope pets = new Scope(Set.of(), Set.of(), Set.of(ChatRef.parse("jsonl:a/pets")));

        // When
        Answer answer = answer(AskJson.write(new Ask(search("report or keyboard"), pets)));

        // Then
        assertThat(answer.json.path("data").path("hits").findValuesAsString("chat"))
                .isEqualTo(List.of("pets"));
    }

    @Test
    void theStatusTellsWhatWaitsForEachAccount() throws IOException {
        // When
        Answer answer = answer(AskJson.write(new Ask(new Question.Status(), Scope.ALL)));

        // Then
        assertThat(answer.json.path("data").path("accounts").path(0).path("lag_events").asLong(-1))
                .isNotNegative();
    }

    @Test
    void theStatusOfAPartTellsNothingOfWhatWaitsForAll() throws IOException {
        // Given
        Scope pets = new Scope(Set.of(), Set.of(), Set.of(ChatRef.parse("jsonl:a/pets")));

        // When
        Answer answer = answer(AskJson.write(new Ask(new Question.Status(), pets)));

        // Then
        JsonNode account = answer.json.path("data").path("accounts").path(0);
        assertThat(account.path("account").asString()).isEqualTo("jsonl:a");
        assertThat(account.has("lag_events")).isFalse();
    }

    @Test
    void whatIsNoQuestionIsRefusedInTheSameForm() throws IOException {
        // When
        Answer answer = answer(new byte[] {'{', '}'});

        // Then
        assertThat(answer.exitCode).isNotZero();
        assertThat(answer.json.path("error").path("message").asString()).contains("not a question");
    }
}
