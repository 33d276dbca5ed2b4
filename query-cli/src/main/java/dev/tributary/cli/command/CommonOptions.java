package dev.tributary.cli.command;

import dev.tributary.cli.render.OutputFormat;
import dev.tributary.cli.render.Renderer;
import dev.tributary.contract.config.Settings;
import dev.tributary.contract.config.SettingsLoader;
import dev.tributary.contract.runtime.DataDirectory;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which archive, and how the answer is shown.
final class CommonOptions {

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table (default), json, ndjson")
    private OutputFormat output = OutputFormat.TABLE;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "The data directory (default: TRIBUTARY_HOME, ~/.local/share/tributary,"
                            + " /var/lib/tributary for root)")
    private @Nullable Path data;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "The configuration (default: TRIBUTARY_CONFIG, <data>/tributary.toml,"
                            + " /etc/tributary/tributary.toml)")
    private @Nullable Path config;

    DataDirectory directory(Workplace workplace) {
        return DataDirectory.resolve(
                data,
                workplace.invocation().environment(),
                System.getProperty("user.name"),
                Path.of(System.getProperty("user.home")));
    }

    Settings settings(Workplace workplace) {
        var environment = workplace.invocation().environment();
        return SettingsLoader.load(
                directory(workplace).configuration(config, environment).orElse(null), environment);
    }

    Renderer renderer(Workplace workplace) {
        return output.renderer(
                workplace.invocation().terminal(),
                workplace.invocation().out(),
                workplace.invocation().err());
    }
}
