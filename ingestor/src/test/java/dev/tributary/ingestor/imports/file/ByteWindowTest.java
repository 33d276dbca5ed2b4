package dev.tributary.ingestor.imports.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteWindowTest {

    private static final int KIB = 1024;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 200_000, 999_999})
    void a_cut_is_byte_for_byte_what_stands_there(int from) throws IOException {
        byte[] file = noise(1_300_000);
        ByteWindow window = window(file, 1_000_000);
        pass(window, from);
        window.mark();
        pass(window, 300_000);

        Capture cut = window.cut();

        assertThat(cut.position()).isEqualTo(from);
        assertThat(cut.isWhole()).isTrue();
        assertThat(cut.bytes()).isEqualTo(Arrays.copyOfRange(file, from, from + 300_000));
    }

    @ParameterizedTest
    @ValueSource(ints = {100_001, 150_000, 700_000})
    void of_a_stretch_that_is_too_long_the_head_and_the_length_are_kept(int length)
            throws IOException {
        byte[] file = noise(1_000_000);
        ByteWindow window = window(file, 100_000);
        pass(window, 5);
        window.mark();
        pass(window, length);

        Capture cut = window.cut();

        assertThat(cut.isWhole()).isFalse();
        assertThat(cut.length()).isEqualTo(length);
        assertThat(cut.bytes()).isEqualTo(Arrays.copyOfRange(file, 5, 5 + KIB));
        assertThat(window.position()).isEqualTo(5 + length);
        assertThat(window.peek()).isEqualTo(file[5 + length] & 0xff);
    }

    @Test
    void the_longest_stretch_is_still_whole() throws IOException {
        byte[] file = noise(300_000);
        ByteWindow window = window(file, 100_000);
        window.mark();
        pass(window, 100_000);

        assertThat(window.cut().bytes()).isEqualTo(Arrays.copyOf(file, 100_000));
    }

    @Test
    void passing_to_a_stop_leaves_it_next() throws IOException {
        ByteWindow window = window("abc\ndef".getBytes(UTF_8), 100_000);
        boolean[] stops = new boolean[256];
        stops['\n'] = true;

        int stop = window.passTo(stops);

        assertThat(stop).isEqualTo('\n');
        assertThat(window.position()).isEqualTo(3);
        window.pass();
        assertThat(window.passTo(stops)).isEqualTo(-1);
        assertThat(window.position()).isEqualTo(7);
    }

    private static ByteWindow window(byte[] file, int longest) {
        return new ByteWindow(new ByteArrayInputStream(file), longest, KIB);
    }

    private static void pass(ByteWindow window, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            if (window.peek() == -1) {
                throw new AssertionError("the file ends after " + i + " bytes");
            }
            window.pass();
        }
    }

    private static byte[] noise(int size) {
        byte[] bytes = new byte[size];
        new Random(1).nextBytes(bytes);
        return bytes;
    }
}
