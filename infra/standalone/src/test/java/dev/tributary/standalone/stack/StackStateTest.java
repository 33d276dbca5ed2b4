package dev.tributary.standalone.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.standalone.stack.StackState.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackStateTest {

    private static final Instant AT = Instant.parse("2026-03-01T08:00:00Z");
    private static final String BOOT = ProcessMark.bootId();
    private static final ProcessMark SELF =
            ProcessMark.of(ProcessHandle.current().pid()).orElseThrow();

    @TempDir Path directory;
    private DataDirectory data;

    @BeforeEach
    void empty_data() throws IOException {
        data = new DataDirectory(directory);
        Files.createDirectories(data.run());
    }

    @Test
    void nothing_runs_after_a_reboot_though_the_files_name_a_living_process() throws IOException {
        // Given the files of a run before the reboot, whose number is this process's now
        ProcessMark before = new ProcessMark(SELF.pid(), "another-boot/4711");
        Files.writeString(data.run().resolve("stack.lock"), SELF.pid() + "\n");
        Supervisor.write(data, before);
        new Starts(0, List.of(new Start(AT, before, "", 0, AT, null))).write(data);

        // When
        StackState state = StackState.of(data);

        // Then
        assertThat(state.phase()).isEqualTo(Phase.DOWN);
        assertThat(state.supervisor()).isEmpty();
        assertThat(state.current()).isEmpty();
        assertThat(state.lastEnding().map(Ending::how)).hasValue(Ending.How.REBOOTED);
    }

    @Test
    void finds_a_supervisor_that_lives() throws IOException {
        Supervisor.write(data, SELF);

        assertThat(StackState.of(data).phase()).isEqualTo(Phase.RESTARTING);
    }

    @Test
    void a_list_of_starts_is_read_as_it_was_written() throws IOException {
        Starts starts =
                new Starts(
                        7,
                        List.of(
                                new Start(
                                        AT,
                                        SELF,
                                        "b1",
                                        2,
                                        AT.plusSeconds(5),
                                        new Ending(Ending.How.IN_ORDER, AT.plusSeconds(9), "")),
                                new Start(AT.plusSeconds(20), SELF, "b1", 0, null, null)));

        starts.write(data);

        assertThat(Starts.read(data)).isEqualTo(starts);
    }

    @Test
    void a_damaged_list_of_starts_begins_anew() throws IOException {
        Files.writeString(data.run().resolve("starts.json"), "{\"starts\": [{\"at\": \"yester");

        assertThat(Starts.read(data)).isEqualTo(new Starts(0, List.of()));
    }

    @Test
    void an_end_without_a_word_is_judged_by_what_is_left() {
        Start start = new Start(AT, new ProcessMark(42, BOOT + "/1"), "", 0, AT, null);
        CrashReport report =
                new CrashReport(Path.of("/x/hs_err_42.log"), AT.plusSeconds(9), 42, "SIGSEGV");
        CrashReport older = new CrashReport(report.file(), AT.minusSeconds(9), 42, "SIGSEGV");

        assertThat(Ending.judge(start, BOOT, OptionalInt.of(134), List.of(report)))
                .hasToString("crashed (hs_err_42.log)");
        assertThat(Ending.judge(start, BOOT, OptionalInt.empty(), List.of(older)))
                .hasToString("killed");
        assertThat(Ending.judge(start, BOOT, OptionalInt.of(137), List.of()))
                .hasToString("killed (signal 9)");
        assertThat(Ending.judge(start, BOOT, OptionalInt.of(1), List.of()))
                .hasToString("crashed (exit code 1)");
    }

    @Test
    void reads_the_problem_out_of_a_crash_report() throws IOException {
        Files.createDirectories(data.logs());
        Files.writeString(
                data.logs().resolve("hs_err_77.log"),
                """
                #
                # A fatal error has been detected by the Java Runtime Environment:
                #
                #  SIGSEGV (0xb) at pc=0x00007f, pid=77, tid=78
                #
                """);
        Files.writeString(data.logs().resolve("tributary.log"), "");

        Optional<CrashReport> report = CrashReport.in(data.logs()).stream().findFirst();

        assertThat(report.map(CrashReport::problem))
                .hasValue("SIGSEGV (0xb) at pc=0x00007f, pid=77, tid=78");
    }
}
