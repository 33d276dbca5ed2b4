package dev.tributary.cli.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.contract.change.Change;
import dev.tributary.contract.change.ChangeGap;
import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.identity.ChatId;
import dev.tributary.contract.identity.ChatRef;
import dev.tributary.contract.identity.MessageId;
import dev.tributary.contract.identity.Service;
import dev.tributary.contract.identity.UserId;
import dev.tributary.contract.question.Filters;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WantedChangesTest {

    private static final AccountId ACCOUNT = AccountId.parse("vkteams:1");
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Change CHANGE =
            new Change(
                    Change.Kind.POSTED,
                    new ChatRef(ACCOUNT, new ChatId("17@chat")),
                    new MessageId("5"),
                    new UserId("ann@x"),
                    "Анна",
                    "Release Team",
                    NOON,
                    "text",
                    NOON);

    @ParameterizedTest
    @CsvSource({
        "17@chat, true",
        "vkteams:1/17@chat, true",
        "release team, true",
        "TEAM, true",
        "17, false",
        "Teams, false"
    })
    void aChatIsNamedByIdOrReferenceOrAPartOfItsTitle(String word, boolean has) {
        assertThat(chats(word).has(CHANGE)).isEqualTo(has);
    }

    @ParameterizedTest
    @CsvSource({"ann@x, true", "анна, true", "ан, false", "bob, false"})
    void aSenderIsNamedByIdOrName(String word, boolean has) {
        assertThat(wanted(Set.of(), Set.of(), List.of(), List.of(word), null, null).has(CHANGE))
                .isEqualTo(has);
    }

    @Test
    void sourceAndAccountAreTheChats() {
        assertThat(of(Set.of(Service.VKTEAMS), Set.of()).has(CHANGE)).isTrue();
        assertThat(of(Set.of(Service.JSONL), Set.of()).has(CHANGE)).isFalse();
        assertThat(of(Set.of(), Set.of(ACCOUNT)).has(CHANGE)).isTrue();
        assertThat(of(Set.of(), Set.of(AccountId.parse("vkteams:2"))).has(CHANGE)).isFalse();
    }

    @Test
    void aTimeIncludesItsBeginningAndNotItsEnd() {
        assertThat(between(NOON, NOON.plusSeconds(1)).has(CHANGE)).isTrue();
        assertThat(between(NOON.minusSeconds(1), NOON).has(CHANGE)).isFalse();
        assertThat(between(NOON.plusSeconds(1), null).has(CHANGE)).isFalse();
    }

    @Test
    void aGapIsWantedWhereverItMayHaveSwallowedSomething() {
        ChangeGap gap = new ChangeGap(NOON, NOON.plusSeconds(10));

        assertThat(chats("nobody").has(gap)).isTrue();
        assertThat(between(NOON.plusSeconds(11), null).has(gap)).isFalse();
        assertThat(between(null, NOON).has(gap)).isFalse();
        assertThat(between(null, NOON).has(new ChangeGap(null, NOON.plusSeconds(10)))).isTrue();
    }

    @Test
    void aTimeThatEndsBeforeItBeginsIsRefused() {
        assertThatThrownBy(() -> between(NOON, NOON))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not before");
    }

    private static WantedChanges chats(String word) {
        return wanted(Set.of(), Set.of(), List.of(word), List.of(), null, null);
    }

    private static WantedChanges of(Set<Service> sources, Set<AccountId> accounts) {
        return wanted(sources, accounts, List.of(), List.of(), null, null);
    }

    private static WantedChanges between(@Nullable Instant since, @Nullable Instant until) {
        return wanted(Set.of(), Set.of(), List.of(), List.of(), since, until);
    }

    private static WantedChanges wanted(
            Set<Service> sources,
            Set<AccountId> accounts,
            List<String> chats,
            List<String> senders,
            @Nullable Instant since,
            @Nullable Instant until) {
        return new WantedChanges(
                new Filters(sources, accounts, chats, senders, since, until, true));
    }
}
