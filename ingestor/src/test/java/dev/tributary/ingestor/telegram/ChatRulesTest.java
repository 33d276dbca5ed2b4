package dev.tributary.ingestor.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.contract.config.TelegramSettings.Account;
import dev.tributary.contract.config.TelegramSettings.Backfill;
import dev.tributary.contract.config.TelegramSettings.ChatType;
import dev.tributary.contract.config.TelegramSettings.Chats;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChatRulesTest {

    private static final Account EVERYTHING = AccountSettings.everything();

    @Test
    void the_excluded_and_the_too_large_and_other_types_are_not_read() {
        ChatRules rules =
                rules(
                        new Chats(
                                List.of(),
                                List.of("*noise*"),
                                Set.of(ChatType.PRIVATE, ChatType.SUPERGROUP),
                                100),
                        EVERYTHING.backfill());

        assertThat(rules.selects(chat(ChatType.SUPERGROUP, "Hikers", 100))).isTrue();
        assertThat(rules.selects(chat(ChatType.SUPERGROUP, "Hikers", 101))).isFalse();
        assertThat(rules.selects(chat(ChatType.SUPERGROUP, "Loud Noise", 5))).isFalse();
        assertThat(rules.selects(chat(ChatType.CHANNEL, "News", 5))).isFalse();
    }

    @Test
    void only_the_included_are_read_where_some_are() {
        ChatRules rules =
                rules(
                        new Chats(List.of("hik*"), List.of(), Set.of(ChatType.GROUP), 0),
                        EVERYTHING.backfill());

        assertThat(rules.selects(chat(ChatType.GROUP, "Hikers", 5))).isTrue();
        assertThat(rules.selects(chat(ChatType.GROUP, "Bikers", 5))).isFalse();
    }

    @Test
    void the_history_of_channels_is_fetched_only_if_it_is_asked_for() {
        ChatRules rules =
                rules(
                        EVERYTHING.chats(),
                        new Backfill(true, Set.of(ChatType.PRIVATE, ChatType.GROUP), 1_000, null));

        assertThat(rules.fetchesHistory(chat(ChatType.GROUP, "Hikers", 5))).isTrue();
        assertThat(rules.fetchesHistory(chat(ChatType.GROUP, "Crowd", 1_001))).isFalse();
        assertThat(rules.fetchesHistory(chat(ChatType.CHANNEL, "News", 5))).isFalse();
    }

    @Test
    void the_history_of_groups_hangs_on_their_members_where_the_limit_does() {
        ChatRules limited =
                rules(
                        EVERYTHING.chats(),
                        new Backfill(true, Set.of(ChatType.SUPERGROUP), 1_000, null));
        ChatRules unlimited = rules(EVERYTHING.chats(), EVERYTHING.backfill());

        assertThat(limited.dependsOnMembers(chat(ChatType.SUPERGROUP, "Crowd", 0))).isTrue();
        assertThat(limited.dependsOnMembers(chat(ChatType.SUPERGROUP, "Crowd", 7))).isFalse();
        assertThat(limited.dependsOnMembers(chat(ChatType.PRIVATE, "Ann", 0))).isFalse();
        assertThat(unlimited.dependsOnMembers(chat(ChatType.SUPERGROUP, "Crowd", 0))).isFalse();
    }

    @Test
    void people_and_small_groups_come_before_large_groups_and_channels() {
        ChatRules rules = rules(EVERYTHING.chats(), EVERYTHING.backfill());

        assertThat(
                        List.of(
                                rules.rank(chat(ChatType.PRIVATE, "Ann", 0)),
                                rules.rank(chat(ChatType.GROUP, "Hikers", 5)),
                                rules.rank(chat(ChatType.SUPERGROUP, "Crowd", 5_000)),
                                rules.rank(chat(ChatType.CHANNEL, "News", 5))))
                .isSorted()
                .doesNotHaveDuplicates();
    }

    private static ChatRules rules(Chats chats, Backfill backfill) {
        return new ChatRules(
                new Account(
                        null,
                        null,
                        chats,
                        backfill,
                        EVERYTHING.media(),
                        EVERYTHING.sweep(),
                        EVERYTHING.requestsPerSecond()));
    }

    private static KnownChat chat(ChatType type, String title, int members) {
        return new KnownChat(5, type, title, members, 0, Instant.EPOCH, true);
    }
}
