package dev.tributary.cli.command;

import dev.tributary.contract.config.Settings;
import dev.tributary.contract.question.Question;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.contract.runtime.ExitCode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// A command that asks one question of the archive and shows the answer.
abstract class AskingCommand implements Callable<Integer> {

    private final Workplace workplace;

    @Mixin private CommonOptions common;

    @Spec private @Nullable CommandSpec spec;

    AskingCommand(Workplace workplace) {
        this.workplace = workplace;
        this.common = new CommonOptions(workplace);
    }

    /// What the options ask.
    ///
    /// @throws IllegalArgumentException with a sentence if they ask nothing sensible
    abstract Question question(Instant now, ZoneId zone);

    @Override
    public Integer call() throws InterruptedException {
        Question question = checkedQuestion();
        Settings settings = common.installation().settings();
        Endpoints.Postgres archive =
                Endpoints.resolvePostgres(settings, common.installation().data());
        common.renderer().render(workplace.asking().ask(archive, settings.embedding(), question));
        return ExitCode.OK;
    }

    private Question checkedQuestion() {
        try {
            return question(workplace.clock().instant(), workplace.invocation().terminal().zone());
        } catch (IllegalArgumentException e) {
            if (spec == null) {
                throw e;
            }
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
