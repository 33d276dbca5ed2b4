package dev.tributary.cli.command;

import dev.tributary.cli.doctor.Diagnosis;
import dev.tributary.cli.doctor.Examination;
import dev.tributary.contract.answer.Meta;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `doctor`: what is wrong, and the command that mends it.
@Command(
        name = "doctor",
        description = {
            "Look at Kafka, Postgres and the disk, and say what to change.",
            "",
            "Whether they answer, their versions, rights, the settings of each topic, extensions,"
                    + " clocks, free space. It alters nothing."
        },
        footer = {
            "",
            "Levels: ok, warning (it works, with less than it could), problem, unreachable.",
            "",
            "Exit codes: 0 no problem, 1 a problem, 4 Kafka or Postgres does not answer or does not"
                    + " let us in, 64 usage."
        })
final class DoctorCommand implements Callable<Integer> {

    private final Workplace workplace;

    @Mixin private CommonOptions common;

    DoctorCommand(Workplace workplace) {
        this.workplace = workplace;
        this.common = new CommonOptions(workplace);
    }

    @Override
    public Integer call() throws InterruptedException {
        long start = System.nanoTime();
        Diagnosis diagnosis =
                new Examination(
                                common.installation().settings(),
                                common.installation().data(),
                                workplace.clock())
                        .run();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        common.renderer().render(diagnosis.report(new Meta(took, null, List.of(), null, null)));
        return diagnosis.exitCode();
    }
}
