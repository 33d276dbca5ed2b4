package dev.tributary.simulator.telegram.mtproto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/// The sealed messages were made by another program from the protocol's description.
class AuthKeyTest {

    private static final String BY_CLIENT =
            "ce18de6f6cfbcf4a83abb192971ee3a6e85f175f3fd38eecce952597ca9dddd5c2bbc12769707746997f24b9c61e68b730444293ad500fcb";
    private static final String BY_SERVER =
            "ce18de6f6cfbcf4ae48c7a8a0fe135fff70213a5928544196a78a98e1c1449a9964505af198c7f4ac6d830486a7f201a9a9cd2a3aa811fb6";

    private final AuthKey key = new AuthKey(key(), 5);
    private final byte[] plain = plain();

    private static byte[] key() {
        byte[] key = new byte[256];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) (i * 7);
        }
        return key;
    }

    private static byte[] plain() {
        byte[] plain = new byte[32];
        for (int i = 0; i < plain.length; i++) {
            plain[i] = (byte) i;
        }
        return plain;
    }

    @Test
    void sealsAsTheServer() {
        byte[] sealed = key.seal(AuthKey.Sealer.SERVER, plain);

        assertThat(HexFormat.of().formatHex(sealed)).isEqualTo(BY_SERVER);
    }

    @Test
    void opensWhatTheClientSealed() {
        byte[] sealed = HexFormat.of().parseHex(BY_CLIENT);

        assertThat(key.open(AuthKey.Sealer.CLIENT, sealed)).isEqualTo(plain);
    }

    @Test
    void aChangedMessageIsRefused() {
        byte[] sealed = HexFormat.of().parseHex(BY_CLIENT);
        sealed[30] ^= 1;

        assertThatThrownBy(() -> key.open(AuthKey.Sealer.CLIENT, sealed))
                .isInstanceOf(MalformedMessage.class)
                .hasMessage("message key does not fit the message");
    }
}
