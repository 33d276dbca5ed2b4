package dev.tributary.ingestor;

import dev.tributary.contract.config.Settings;
import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.ingestor.launch.LaunchOptions;
import dev.tributary.ingestor.status.IngestorStatus;
import dev.tributary.program.StatusServer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "run",
        description = {
            "Listens to all configured accounts until it is told to stop (SIGTERM, Ctrl-C).",
            "An account that its service refuses stops and says so; the others go on."
        },
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    @Mixin private LaunchOptions launch = new LaunchOptions();

    @Option(
            names = "--status-port",
            paramLabel = "PORT",
            defaultValue = "" + IngestorStatus.PORT,
            description =
                    "Port on loopback of /health, /metrics and /status; 0 for any. Default:"
                            + " ${DEFAULT-VALUE}.")
    private int statusPort;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        Settings settings = launch.settings();
        if (settings.vkteams().isEmpty()) {
            say("no account is configured; add a section [vkteams.NAME] with base_url and token");
            return ExitCode.NOTHING_CONFIGURED;
        }
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (IngestorService service =
                        new IngestorService(settings, launch.log(settings), metrics);
                StatusServer _ =
                        IngestorStatus.serve(statusPort, service::accounts, metrics::scrape)) {
            AtomicBoolean asked = new AtomicBoolean();
            Runtime.getRuntime()
                    .addShutdownHook(
                            new Thread(() -> {
                                asked.set(true);
                                service.stop();
                            }));
            service.start();
            service.awaitEnd();
            if (asked.get()) {
                return ExitCode.OK;
            }
            say("no account is left to listen to; the log says why each of them ended");
            return ExitCode.NOTHING_REACHABLE;
        }
    }

    private void say(String sentence) {
        CommandLine line = spec.commandLine();
        line.getErr().println("ingestor: " + sentence);
    }
}
