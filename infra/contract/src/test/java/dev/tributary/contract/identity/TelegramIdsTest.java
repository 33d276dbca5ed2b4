package dev.tributary.contract.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TelegramIdsTest {

    @ParameterizedTest
    @CsvSource({
        "personal_chat, 777, 777",
        "bot_chat, 778, 778",
        "saved_messages, 1, 1",
        "replies, 1271266957, 1271266957",
        "verification_codes, 489000, 489000",
        "private_group, 42, -42",
        "private_supergroup, 1234567890, -1001234567890",
        "public_supergroup, 5, -1000000000005",
        "private_channel, 6, -1000000000006",
        "public_channel, 3000000000, -1003000000000"
    })
    void an_exported_chat_has_the_id_that_tdlib_gives_it(String type, long id, String chat) {
        assertThat(TelegramIds.exportedChat(type, id)).isEqualTo(new ChatId(chat));
    }

    @ParameterizedTest
    @CsvSource({
        "user123, 123",
        "user7000000000, 7000000000",
        "chat123, -123",
        "channel123, -1000000000123",
        "123, 123",
        "4389402929, 94435633",
        "8589934715, -1000000000123"
    })
    void a_peer_of_an_export_has_the_id_that_tdlib_gives_it(String peer, String id) {
        assertThat(TelegramIds.exportedPeer(peer)).isEqualTo(new ChatId(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "user", "userx", "chat-5", "bot5", "user99999999999999999999", "0"})
    void what_is_no_peer_is_refused(String peer) {
        assertThatIllegalArgumentException().isThrownBy(() -> TelegramIds.exportedPeer(peer));
    }

    @Test
    void a_chat_of_unknown_type_is_refused_because_its_family_is_unknown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TelegramIds.exportedChat("", 5))
                .withMessageContaining("unknown Telegram chat type \"\"");
    }

    @Test
    void a_message_of_tdlib_has_the_id_of_the_server() {
        assertThat(TelegramIds.message(17L << 20)).contains(new MessageId("17"));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1_048_576, (17L << 20) + 1, 3})
    void a_message_that_no_server_has_numbered_has_no_id(long id) {
        assertThat(TelegramIds.message(id)).isEmpty();
    }
}
