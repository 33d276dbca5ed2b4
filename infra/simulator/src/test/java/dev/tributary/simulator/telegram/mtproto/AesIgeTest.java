package dev.tributary.simulator.telegram.mtproto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/// With the vectors of OpenSSL's `igetest.c`, whose keys are shorter than MTProto's.
class AesIgeTest {

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private static final byte[] KEY = hex("000102030405060708090a0b0c0d0e0f");
    private static final byte[] IV =
            hex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
    private static final byte[] SEALED =
            hex("1a8519a6557be652e9da8e43da4ef4453cf456b4ca488aa383c79c98b34797cb");

    @Test
    void encryptsAsOpenSslDoes() {
        assertThat(AesIge.encrypt(new byte[32], KEY, IV)).isEqualTo(SEALED);
    }

    @Test
    void decryptsAsOpenSslDoes() {
        assertThat(AesIge.decrypt(SEALED, KEY, IV)).isEqualTo(new byte[32]);
    }

    @Test
    void decryptsASentence() {
        byte[] sentence =
                AesIge.encrypt(
                        hex("99706487a1cde613bc6de0b6f24b1c7aa448c8b9c3403e3467a8cad89340f53b"),
                        hex("5468697320697320616e20696d706c65"),
                        hex("6d656e746174696f6e206f6620494745206d6f646520666f72204f70656e5353"));

        assertThat(sentence).asString(US_ASCII).isEqualTo("L. Let's hope Ben got it right!\n");
    }
}
