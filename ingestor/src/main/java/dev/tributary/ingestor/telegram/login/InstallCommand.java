package dev.tributary.ingestor.telegram.login;

import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.ingestor.launch.LaunchOptions;
import dev.tributary.ingestor.telegram.tdlib.Platform;
import dev.tributary.ingestor.telegram.tdlib.TdInstall;
import dev.tributary.ingestor.telegram.tdlib.TdLibrary;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "install",
        header = "Get TDLib, Telegram's library, for this system.",
        description = {
            "",
            "For Linux with glibc: on x64 from npm's registry (npm_config_registry and ~/.npmrc are"
                    + " heeded), or from Maven Central; on arm64 from Maven Central. Its SHA-256 is"
                    + " checked, and it is kept in <data>/lib with its licences. Where it is there"
                    + " already nothing happens. For any other system build TDLib yourself and name"
                    + " it with telegram.library and telegram.library_sha256.",
            ""
        },
        mixinStandardHelpOptions = true)
final class InstallCommand implements Callable<Integer> {

    private final Map<String, String> environment;

    @Mixin private LaunchOptions launch;
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--from",
            paramLabel = "FILE|URL",
            description =
                    "The package from npm (.tgz) or Maven Central (.jar), or the library itself,"
                            + " for a machine without a network.")
    private @Nullable String from;

    InstallCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
        this.launch = new LaunchOptions(environment);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter talk = spec.commandLine().getErr();
        TdLibrary library =
                new TdInstall(
                                launch.data().libraries(),
                                Platform.current(),
                                environment,
                                Path.of(System.getProperty("user.home")),
                                line -> {
                                    talk.println("ingestor: " + line);
                                    talk.flush();
                                })
                        .install(from);
        spec.commandLine().getOut().println(library.file());
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }
}
