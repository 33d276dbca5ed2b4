package dev.tributary.query;

import static dev.tributary.query.SmallArchive.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.contract.answer.Answer;
import dev.tributary.contract.answer.Answered;
import dev.tributary.contract.answer.Message;
import dev.tributary.contract.identity.Service;
import dev.tributary.contract.question.Filters;
import dev.tributary.contract.question.PageRequest;
import dev.tributary.contract.question.Question.Around;
import dev.tributary.contract.question.Question.Chats;
import dev.tributary.contract.question.Question.History;
import dev.tributary.contract.question.Question.Recent;
import dev.tributary.contract.question.Question.SearchHybrid;
import dev.tributary.contract.question.Question.SearchSemantic;
import dev.tributary.contract.question.Question.Stats;
import dev.tributary.contract.question.Question.Status;
import dev.tributary.contract.question.Question.ThreadOf;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A small archive asked everything but words, which [TextSearchIT] does.
@Tag("stack")
class QueryEngineIT {

    private static SmallArchive archive;

    @BeforeAll
    static void writeTheArchive() throws SQLException {
        archive = new SmallArchive();
    }

    @AfterAll
    static void close() {
        archive.close();
    }

    @Test
    void filtersByChatTitleSenderSourceAndTime() throws InterruptedException {
        assertThat(texts(archive.text("release", chat("jsonl:team/build")))).hasSize(2);
        assertThat(texts(archive.text("release", chat("KITCHEN")))).isEmpty();
        assertThat(texts(archive.text("release", sender("BORIS"))))
                .containsExactly("Which release? I see no errors");
        assertThat(texts(archive.text("release", sender("@dan"))))
                .containsExactly("Another release elsewhere");
        assertThat(texts(archive.text("release", source(Service.VKTEAMS))))
                .containsExactly("Another release elsewhere");
        assertThat(
                        texts(
                                archive.text(
                                        "release",
                                        between(Chatter.BEGINNING.plusSeconds(120), null))))
                .containsExactly("Which release? I see no errors");
        assertThat(
                        texts(
                                archive.text(
                                        "release",
                                        between(null, Chatter.BEGINNING.plusSeconds(120)))))
                .hasSize(2);
    }

    @Test
    void answersAnAmbiguousTitleWithTheCandidates() {
        assertThatThrownBy(() -> archive.text("release", chat("BUILD")))
                .isInstanceOfSatisfying(
                        QuestionRefused.class,
                        e -> {
                            assertThat(e.reason()).isEqualTo(QuestionRefused.Reason.AMBIGUOUS_CHAT);
                            assertThat(e.candidates())
                                    .extracting(chat -> chat.ref().toString())
                                    .containsExactly("jsonl:team/build", "vkteams:9/build");
                        });
    }

    @Test
    void refusesNamesThatNobodyHas() {
        assertThatThrownBy(() -> archive.text("release", chat("nowhere")))
                .hasMessage("no chat has the id, reference or title \"nowhere\"");
        assertThatThrownBy(() -> archive.text("release", sender("nobody")))
                .hasMessage("nobody has the id, handle or name \"nobody\"");
    }

    @Test
    void readsAroundAMessageInChatOrder() throws InterruptedException {
        assertThat(
                        messages(
                                archive.engine()
                                        .ask(
                                                new Around(
                                                        archive.team().ref("build", "3"),
                                                        1,
                                                        2,
                                                        false))))
                .extracting(message -> message.ref().message().value())
                .containsExactly("2", "3", "4", "8");
    }

    @Test
    void readsAThreadFromAnyOfItsMessages() throws InterruptedException {
        for (String start : List.of("1", "2", "3")) {
            assertThat(
                            messages(
                                    archive.engine()
                                            .ask(
                                                    new ThreadOf(
                                                            archive.team().ref("build", start),
                                                            false,
                                                            PageRequest.first(9)))))
                    .extracting(message -> message.ref().message().value())
                    .containsExactly("1", "2", "3");
        }
    }

    @Test
    void readsWhatWasSaidLatelyInPagesBackwards() throws InterruptedException {
        // Given
        Filters chat = chat("jsonl:team/build");

        // When
        Answered newest =
                archive.engine().ask(new Recent(Duration.ofDays(1), chat, PageRequest.first(2)));
        Answered older =
                archive.engine()
                        .ask(
                                new Recent(
                                        Duration.ofDays(1),
                                        chat,
                                        new PageRequest(2, newest.meta().next())));

        // Then
        assertThat(messages(newest))
                .extracting(m -> m.ref().message().value())
                .containsExactly("4", "8");
        assertThat(messages(older))
                .extracting(m -> m.ref().message().value())
                .containsExactly("2", "3");
    }

    @Test
    void showsEveryVersionAndTheDeletion() throws InterruptedException {
        Answer.Versions edited = history("6");
        Answer.Versions deleted = history("7");

        assertThat(edited.versions())
                .extracting(Answer.Version::text)
                .containsExactly(
                        "draft of a secret", "second draft of the menu", "final menu: pancakes");
        assertThat(edited.deletedAt()).isNull();
        assertThat(deleted.versions()).hasSize(1);
        assertThat(deleted.deletedAt()).isNotNull();
    }

    @Test
    void refusesAMessageThatTheArchiveDoesNotHave() {
        assertThatThrownBy(
                        () -> archive.engine().ask(new History(archive.team().ref("build", "999"))))
                .hasMessage("the archive has no message \"jsonl:team/build/999\"");
    }

    @Test
    void countsMessagesRepliesAndChats() throws InterruptedException {
        Answered answered = archive.engine().ask(new Stats(Filters.NONE));

        Answer.Totals totals = ((Answer.StatsReport) answered.answer()).totals();
        assertThat(totals.messages()).isEqualTo(8);
        assertThat(totals.deleted()).isEqualTo(1);
        assertThat(totals.replies()).isEqualTo(2);
        assertThat(totals.chats()).isEqualTo(3);
        assertThat(totals.embedded()).isZero();
    }

    @Test
    void listsChatsInPages() throws InterruptedException {
        Answered first = archive.engine().ask(new Chats(Filters.NONE, PageRequest.first(2)));
        Answered second =
                archive.engine()
                        .ask(new Chats(Filters.NONE, new PageRequest(2, first.meta().next())));

        assertThat(((Answer.ChatList) first.answer()).chats()).hasSize(2);
        assertThat(((Answer.ChatList) second.answer()).chats())
                .extracting(chat -> chat.ref().toString())
                .containsExactly("vkteams:9/build");
        assertThat(second.meta().next()).isNull();
    }

    @Test
    void tellsAccountsAndThatThereAreNoVectors() throws InterruptedException {
        Answer.ArchiveStatus status =
                (Answer.ArchiveStatus) archive.engine().ask(new Status()).answer();

        assertThat(status.accounts())
                .extracting(account -> account.account() + " " + account.messages())
                .containsExactly("jsonl:team 7", "vkteams:9 1");
        assertThat(status.embedding()).isNull();
    }

    @Test
    void saysWhenTheSemanticSideIsMissing() throws InterruptedException {
        Answered hybrid =
                archive.engine()
                        .ask(new SearchHybrid("release", Filters.NONE, PageRequest.first(5)));

        assertThat(texts(hybrid)).hasSize(3);
        assertThat(hybrid.meta().degraded())
                .containsExactly("vectors: the configured model has none in this archive yet");
        assertThatThrownBy(() ->
                        archive.engine()
                                .ask(
                                        new SearchSemantic(
                                                "release", Filters.NONE, PageRequest.first(5))))
                .isInstanceOf(QuestionRefused.class);
    }

    @Test
    void saysHowFreshTheAnswerIs() throws InterruptedException {
        Answered answered = archive.text("release");

        assertThat(answered.meta().asOf()).isAfter(Chatter.BEGINNING);
        assertThat(answered.meta().took()).isPositive();
    }

    private static Answer.Versions history(String message) throws InterruptedException {
        return (Answer.Versions)
                archive.engine().ask(new History(archive.team().ref("kitchen", message))).answer();
    }

    private static List<Message> messages(Answered answered) {
        return ((Answer.Messages) answered.answer()).messages();
    }

    private static Filters chat(String chat) {
        return new Filters(Set.of(), Set.of(), List.of(chat), List.of(), null, null, false);
    }

    private static Filters sender(String sender) {
        return new Filters(Set.of(), Set.of(), List.of(), List.of(sender), null, null, false);
    }

    private static Filters source(Service source) {
        return new Filters(Set.of(source), Set.of(), List.of(), List.of(), null, null, false);
    }

    private static Filters between(@Nullable Instant since, @Nullable Instant until) {
        return new Filters(Set.of(), Set.of(), List.of(), List.of(), since, until, false);
    }
}
