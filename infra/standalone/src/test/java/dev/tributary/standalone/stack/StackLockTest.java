package dev.tributary.standalone.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tributary.contract.runtime.AlreadyRunning;
import dev.tributary.contract.runtime.DataDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackLockTest {

    private static final long SELF = ProcessHandle.current().pid();

    @TempDir Path directory;

    @Test
    void names_its_holder_while_it_is_held() throws Exception {
        DataDirectory data = new DataDirectory(directory);

        try (StackLock _ = StackLock.take(data)) {
            assertThat(StackLock.holder(data)).hasValue(SELF);
            assertThatExceptionOfType(AlreadyRunning.class)
                    .isThrownBy(() -> StackLock.take(data))
                    .withMessageContaining(
                            "process " + SELF + " already runs the stack on the data in");
        }
        assertThat(StackLock.holder(data)).isEmpty();
    }

    @Test
    void is_free_when_its_holder_is_gone_though_the_file_stays() throws Exception {
        DataDirectory data = new DataDirectory(directory);
        Files.createDirectories(data.run());
        Files.writeString(data.run().resolve("stack.lock"), "4242\n");

        try (StackLock _ = StackLock.take(data)) {
            assertThat(StackLock.holder(data)).hasValue(SELF);
        }
    }
}
