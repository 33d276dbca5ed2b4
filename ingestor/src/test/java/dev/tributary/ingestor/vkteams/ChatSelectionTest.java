package dev.tributary.ingestor.vkteams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChatSelectionTest {

    private static final EventChat TEAM = new EventChat("12@chat.agent", "group", "Команда (ядро)");
    private static final EventChat PRIVATE = new EventChat("bob@example.com", "private", "");

    @Test
    void without_rules_every_chat_is_read_and_also_events_of_none() {
        ChatSelection all = ChatSelection.of(List.of(), List.of());

        assertThat(List.of(TEAM, PRIVATE, EventChat.NONE)).allMatch(all::selects);
    }

    @Test
    void an_include_list_selects_by_id_or_title_in_any_case_and_nothing_else() {
        ChatSelection some = ChatSelection.of(List.of("команда*", "*@EXAMPLE.com"), List.of());

        assertThat(List.of(TEAM, PRIVATE)).allMatch(some::selects);
        assertThat(some.selects(new EventChat("13@chat.agent", "group", "Other"))).isFalse();
        assertThat(some.selects(EventChat.NONE)).isFalse();
    }

    @Test
    void an_exclude_list_wins() {
        ChatSelection some = ChatSelection.of(List.of("*"), List.of("12@chat.agen?"));

        assertThat(some.selects(TEAM)).isFalse();
        assertThat(some.selects(PRIVATE)).isTrue();
    }

    @Test
    void only_star_and_question_mark_are_special() {
        ChatSelection some = ChatSelection.of(List.of("Команда (ядро)"), List.of());

        assertThat(some.selects(TEAM)).isTrue();
        assertThat(some.selects(new EventChat("1", "group", "Команда ядро"))).isFalse();
    }
}
