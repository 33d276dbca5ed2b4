package dev.tributary.cli;

import dev.tributary.cli.client.Arguments;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.query.EarlyConnection;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Connects to the archive that the bare arguments seem to mean while the command line is still
/// read in earnest.
final class Headstart {

    private static final Set<String> ASK_THE_ARCHIVE =
            Set.of("search", "context", "history", "chats", "stats");

    private Headstart() {}

    static EarlyConnection of(List<String> arguments, Map<String, String> environment) {
        return asks(arguments) && !environment.containsKey("TRIBUTARY_POSTGRES_URL")
                ? EarlyConnection.open(() -> running(arguments, environment))
                : EarlyConnection.none();
    }

    private static boolean asks(List<String> arguments) {
        for (String argument : arguments) {
            if (!argument.startsWith("-")) {
                return ASK_THE_ARCHIVE.contains(argument);
            }
        }
        return false;
    }

    private static Optional<Endpoints.Postgres> running(
            List<String> arguments, Map<String, String> environment) {
        Path data =
                DataDirectory.named(
                        Arguments.path(arguments, "--data"),
                        environment,
                        System.getProperty("user.name"),
                        Path.of(System.getProperty("user.home")));
        return Endpoints.read(new DataDirectory(data.toAbsolutePath()).endpointsFile())
                .map(Endpoints::postgres);
    }
}
