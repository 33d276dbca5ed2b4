package dev.tributary.processor;

import dev.tributary.archive.Archive;
import dev.tributary.archive.ArchiveChecksum;
import dev.tributary.archive.TableChecksum;
import dev.tributary.contract.config.Settings;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.program.Installation;
import dev.tributary.program.ProgramLogging;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `processor checksum`: what two archives must have in common.
@Command(
        name = "checksum",
        description = {
            "Print a count and a sum of each table of the archive.",
            "",
            "They depend on what the messages are and hold, not on when and in what order they"
                    + " came: equal lines before and after a move, a restore or a rebuild mean that"
                    + " nothing is lost and nothing is there twice."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Exit codes: 0 ok, 1 error, 4 Postgres does not answer, 64 usage."})
final class ChecksumCommand implements Callable<Integer> {

    @Mixin private Installation installation = new Installation();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws SQLException {
        Settings settings = installation.settings();
        ProgramLogging.toStderr(settings.logging());
        Endpoints.Postgres postgres = Endpoints.resolvePostgres(settings, installation.data());
        try (Archive archive = Archive.open(postgres);
                Connection connection = archive.dataSource().getConnection()) {
            PrintWriter out = spec.commandLine().getOut();
            for (Map.Entry<String, TableChecksum> table :
                    ArchiveChecksum.of(connection).entrySet()) {
                out.printf(
                        "%-18s %10d %s%n",
                        table.getKey(), table.getValue().rows(), table.getValue().sum());
            }
            out.flush();
            return ExitCode.OK;
        }
    }
}
