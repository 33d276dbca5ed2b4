package dev.tributary.mcp.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.contract.identity.ChatRef;
import dev.tributary.contract.identity.MessageRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveUriTest {

    @Test
    void encodes_a_reference_once_more() {
        MessageRef ref = MessageRef.parse("jsonl:a/my%20chat/m%2F1");
        ArchiveUri uri = new ArchiveUri.Message(ref);

        assertThat(uri.toString())
                .isEqualTo("tributary://message/jsonl%3Aa%2Fmy%2520chat%2Fm%252F1");
        assertThat(ArchiveUri.parse(uri.toString())).contains(uri);
    }

    @Test
    void reads_what_it_writes() {
        ArchiveUri chat = new ArchiveUri.Chat(ChatRef.parse("vkteams:1/680%2B1@chat.agent"));

        assertThat(ArchiveUri.parse(chat.toString())).contains(chat);
        assertThat(ArchiveUri.parse("tributary://chats")).contains(new ArchiveUri.Chats());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tributary://",
                "tributary://chat/",
                "tributary://chat/%zz",
                "tributary://chat/jsonl%3Aa",
                "tributary://message/jsonl%3Aa%2Fc",
                "https://example.com"
            })
    void knows_nothing_else(String uri) {
        assertThat(ArchiveUri.parse(uri)).isEmpty();
    }
}
