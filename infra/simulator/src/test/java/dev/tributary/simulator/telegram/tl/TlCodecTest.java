package dev.tributary.simulator.telegram.tl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class TlCodecTest {

    private final TlSchema schema = TlSchema.telegram();

    private TlObject again(TlObject object) {
        return new TlReader(schema, ByteBuffer.wrap(TlWriter.bytes(schema, object))).object();
    }

    @Test
    void writesAsTheSpecificationSays() {
        TlObject message = TlObject.of("messageEntityPre").with("offset", 1).with("length", 258);

        byte[] bytes = TlWriter.bytes(schema, message.with("language", "java"));

        // Id, two numbers, then one byte of length, four of text and padding up to eight.
        assertThat(HexFormat.of().formatHex(bytes))
                .isEqualTo(
                        "e0 4b 92 73 01 00 00 00 02 01 00 00 04 6a 61 76 61 00 00 00"
                                .replace(" ", ""));
    }

    @Test
    void readsWhatItWrote() {
        TlObject text =
                TlObject.of("inputPeerUser").with("user_id", 1L << 40).with("access_hash", -1L);
        TlObject history =
                TlObject.of("messages.getHistory")
                        .with("peer", text)
                        .with("offset_id", 7)
                        .with("limit", 100);

        TlObject read = again(history);

        assertThat(read.name()).isEqualTo("messages.getHistory");
        assertThat(read.object("peer").number("user_id")).isEqualTo(1L << 40);
        assertThat(read.object("peer").number("access_hash")).isEqualTo(-1);
        assertThat(read.integer("offset_id")).isEqualTo(7);
        assertThat(read.number("hash")).isZero();
    }

    @Test
    void fieldsThatAreLeftOutTakeNoBytes() {
        TlObject without =
                TlObject.of("messages.getDialogs")
                        .with("offset_peer", TlObject.of("inputPeerEmpty"));

        TlObject with = again(without.with("folder_id", 1).when(true, "exclude_pinned"));

        assertThat(with.integer("folder_id")).isEqualTo(1);
        assertThat(with.has("exclude_pinned")).isTrue();
        assertThat(
                        again(
                                        TlObject.of("messages.getDialogs")
                                                .with("offset_peer", TlObject.of("inputPeerEmpty")))
                                .has("folder_id"))
                .isFalse();
    }

    @Test
    void aTextOf254BytesAndMoreHasALongLength() {
        String text = "я".repeat(200);

        TlObject read = again(TlObject.of("messageActionChatEditTitle").with("title", text));

        assertThat(read.text("title")).isEqualTo(text);
    }

    @Test
    void aPackedFunctionIsReadLikeAnyOther() {
        byte[] packed = Packing.pack(TlWriter.bytes(schema, TlObject.of("help.getConfig")));

        TlObject read = new TlReader(schema, ByteBuffer.wrap(packed)).query();

        assertThat(read.name()).isEqualTo("help.getConfig");
    }

    @Test
    void anUnknownFunctionInsideAnotherHasItsIdForAName() {
        byte[] known =
                TlWriter.bytes(
                        schema,
                        TlObject.of("invokeWithoutUpdates")
                                .with("query", TlObject.of("help.getConfig")));
        known[4] = 1;

        TlObject read = new TlReader(schema, ByteBuffer.wrap(known)).query();

        assertThat(read.object("query").name()).isEqualTo("#c4f91801");
    }

    @Test
    void aVectorLongerThanItsMessageIsRefused() {
        byte[] bytes = TlWriter.bytes(schema, TlObject.of("msgs_ack").with("msg_ids", List.of(1L)));
        bytes[8] = 100;

        assertThatThrownBy(() -> new TlReader(schema, ByteBuffer.wrap(bytes)).object())
                .isInstanceOf(MalformedTl.class)
                .hasMessage("vector of \"100\" elements is longer than its message");
    }

    @Test
    void aFieldThatTheSchemaDoesNotHaveIsRefused() {
        TlObject wrong = TlObject.of("pong").with("pts", 1);

        assertThatThrownBy(() -> TlWriter.bytes(schema, wrong))
                .hasMessage("\"pong\" has no field \"pts\"");
    }

    @Test
    void aMissingObjectIsRefused() {
        assertThatThrownBy(() -> TlWriter.bytes(schema, TlObject.of("updateNewMessage")))
                .hasMessage("\"updateNewMessage\" is without its \"message\"");
    }
}
