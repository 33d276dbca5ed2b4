package dev.tributary.contract.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class VectorBytesTest {

    @Test
    void componentsAreHalfPrecisionLittleEndian() {
        // When
        byte[] bytes = VectorBytes.write(new float[] {1f, -2f, 0f});

        // Then
        assertThat(bytes).containsExactly(0x00, 0x3c, 0x00, 0xc0, 0x00, 0x00);
    }

    @Test
    void whatWasReadIsWrittenUnchanged() {
        // Given
        byte[] stored = VectorBytes.write(new float[] {0.0601234f, -0.3333f, 0.00001f});

        // When
        byte[] again = VectorBytes.write(VectorBytes.read(stored));

        // Then
        assertThat(again).isEqualTo(stored);
    }

    @Test
    void anOddNumberOfBytesIsRefused() {
        assertThatThrownBy(() -> VectorBytes.read(new byte[3]))
                .hasMessage("a vector of 3 bytes is not made of 16-bit components");
    }

    @Test
    void aFingerprintIsSafeInTheNameOfATable() {
        assertThatThrownBy(() -> new ModelFingerprint("x; drop table messages"))
                .hasMessageContaining("is not 16 lower-case hexadecimal digits");
    }
}
