package dev.tributary.mcp.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.contract.question.Scope;
import dev.tributary.mcp.client.Client;
import org.junit.jupiter.api.Test;

class SubscriptionsTest {

    private static final int MOST = 500;

    private final Client client = new Client("a", Scope.ALL);
    private final Subscriptions subscriptions = new Subscriptions(() -> {});

    @Test
    void are_so_many_of_a_session_and_no_more() {
        for (int i = 0; i < MOST; i++) {
            assertThat(subscriptions.subscribe("s1", client, chat(i))).isTrue();
        }

        assertThat(subscriptions.subscribe("s1", client, chat(MOST))).isFalse();
        assertThat(subscriptions.subscribe("s1", client, "test://foreign")).isFalse();
        assertThat(subscriptions.subscribe("s1", client, chat(0))).as("has it already").isTrue();
        assertThat(subscriptions.subscribe("s2", client, chat(MOST))).isTrue();
    }

    @Test
    void make_room_when_one_is_given_up_or_the_session_ends() {
        for (int i = 0; i < MOST; i++) {
            boolean _ = subscriptions.subscribe("s1", client, chat(i));
        }

        subscriptions.unsubscribe("s1", chat(0));

        assertThat(subscriptions.subscribe("s1", client, chat(MOST))).isTrue();
        assertThat(subscriptions.subscribe("s1", client, chat(MOST + 1))).isFalse();
        subscriptions.forget("s1");
        assertThat(subscriptions.subscribe("s1", client, chat(MOST + 1))).isTrue();
    }

    @Test
    void are_to_names_of_a_sane_length() {
        assertThat(subscriptions.subscribe("s1", client, "test://" + "x".repeat(1_993))).isTrue();
        assertThat(subscriptions.subscribe("s1", client, "test://" + "x".repeat(1_994))).isFalse();
    }

    private static String chat(int number) {
        return "tributary://chat/jsonl%3Aa%2F" + number;
    }
}
