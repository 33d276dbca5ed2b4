package dev.tributary.rpc.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class InstanceLockTest {

    @TempDir Path directory;
    private DaemonPlace place;

    @BeforeEach
    void place() {
        place = new DaemonPlace(directory, new DaemonId("test"));
    }

    @Test
    void the_holder_is_named_by_its_pid() throws Exception {
        try (InstanceLock _ = InstanceLock.take(place).orElseThrow()) {
            assertThat(InstanceLock.holder(place)).isEqualTo(ProcessHandle.current().pid());
            assertThat(InstanceLock.isHeld(place)).isTrue();
        }
    }

    @Test
    void nobody_else_gets_it() throws Exception {
        try (InstanceLock _ = InstanceLock.take(place).orElseThrow()) {
            assertThat(InstanceLock.take(place)).isEmpty();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void those_who_look_for_it_in_the_same_process_do_not_take_it_away() throws Exception {
        AtomicBoolean isOver = new AtomicBoolean();
        FutureTask<Void> looking =
                new FutureTask<>(() -> {
                    while (!isOver.get()) {
                        boolean _ = InstanceLock.isAbandoned(place);
                    }
                    return null;
                });
        Thread.ofPlatform().start(looking);
        for (int i = 0; i < 200; i++) {
            try (InstanceLock _ = InstanceLock.take(place).orElseThrow()) {
                assertThat(locked()).isTrue();
            }
        }
        isOver.set(true);
        looking.get();
    }

    /// As the system sees it: a lock is lost without a word.
    private boolean locked() throws Exception {
        String inode = ":" + Files.getAttribute(place.pidFile(), "unix:ino") + " ";
        try (Stream<String> locks = Files.lines(Path.of("/proc/locks"))) {
            return locks.anyMatch(line -> line.contains("WRITE") && line.contains(inode));
        }
    }

    @Test
    void given_back_it_leaves_nothing_to_recover() throws Exception {
        InstanceLock.take(place).orElseThrow().close();

        assertThat(InstanceLock.holder(place)).isZero();
        assertThat(InstanceLock.isAbandoned(place)).isFalse();
        InstanceLock.take(place).orElseThrow().close();
    }

    @Test
    void a_pid_without_a_lock_is_a_dead_daemons() throws Exception {
        Files.writeString(place.pidFile(), ProcessHandle.current().pid() + "\n");

        assertThat(InstanceLock.holder(place)).isZero();
        assertThat(InstanceLock.isAbandoned(place)).isTrue();
    }

    @Test
    void no_files_mean_no_daemon() throws Exception {
        assertThat(InstanceLock.holder(place)).isZero();
        assertThat(InstanceLock.isAbandoned(place)).isFalse();
    }
}
