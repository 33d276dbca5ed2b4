package dev.tributary.cli.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessMemoryTest {

    @Test
    void readsWhatTheKernelSays() {
        assertThat(
                        ProcessMemory.residentIn(
                                List.of("Name:\tjava", "VmHWM:\t  9 kB", "VmRSS:\t    1234 kB")))
                .isEqualTo(1234 * 1024);
    }

    @Test
    void saysNothingWhereTheKernelDoesNot() {
        assertThat(ProcessMemory.residentIn(List.of("Name:\tjava"))).isNull();
    }
}
