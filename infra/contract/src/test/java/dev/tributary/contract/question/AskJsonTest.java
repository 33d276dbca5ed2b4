package dev.tributary.contract.question;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.identity.ChatRef;
import dev.tributary.contract.identity.MessageRef;
import dev.tributary.contract.identity.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AskJsonTest {

    private static final Filters FILTERS =
            new Filters(
                    Set.of(Service.TELEGRAM),
                    Set.of(AccountId.parse("telegram:1")),
                    List.of("Команда"),
                    List.of("@ann"),
                    Instant.parse("2026-01-01T00:00:00Z"),
                    null,
                    true);
    private static final PageRequest PAGE = new PageRequest(7, new Cursor("abc"));
    private static final MessageRef REF = MessageRef.parse("telegram:1/-100%2F5/42");

    static List<Question> questions() {
        return List.of(
                new Question.SearchText("горы or \"sea\"", FILTERS, PAGE),
                new Question.SearchSemantic("a", Filters.NONE, PageRequest.first(1)),
                new Question.SearchHybrid("a", FILTERS, PAGE),
                new Question.Recent(Duration.ofHours(2), FILTERS, PAGE),
                new Question.Around(REF, 5, 20, true),
                new Question.ThreadOf(REF, false, PAGE),
                new Question.History(REF),
                new Question.Chats(FILTERS, PAGE),
                new Question.Stats(FILTERS),
                new Question.Status());
    }

    @ParameterizedTest
    @MethodSource("questions")
    void every_question_comes_back_as_it_was(Question question) {
        // Given
        Scope scope =
                new Scope(
                        Set.of(Service.TELEGRAM),
                        Set.of(AccountId.parse("telegram:1")),
                        Set.of(ChatRef.parse("telegram:1/-1005")));
        Ask ask = new Ask(question, scope);

        // When
        Ask read = AskJson.read(AskJson.write(ask));

        // Then
        assertThat(read).isEqualTo(ask);
    }

    @Test
    void what_asks_nothing_sensible_is_refused_with_the_reason() {
        // Given
        String json =
                """
                {"question": {"kind": "search_text", "query": " ", "filters": {"sources": [],
                 "accounts": [], "chats": [], "senders": [], "includeDeleted": false},
                 "page": {"limit": 1}}, "scope": {"sources": [], "accounts": [], "chats": []}}
                """;

        // When, Then
        assertThatThrownBy(() -> AskJson.read(json.getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the query is empty");
    }
}
