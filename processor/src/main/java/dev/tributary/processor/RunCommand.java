package dev.tributary.processor;

import dev.tributary.contract.config.Settings;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.log.LogClients;
import dev.tributary.log.TopicProvisioner;
import dev.tributary.program.Installation;
import dev.tributary.program.ProgramLogging;
import dev.tributary.program.StatusServer;
import dev.tributary.program.Termination;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `processor run`: all stages in the foreground until SIGTERM.
@Command(
        name = "run",
        description = "Normalise, store and embed what the ingestors append, until told to stop.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Needs Kafka and Postgres: those of the configuration, or the running embedded"
                    + " stack's.",
            "Several processors on one cluster share the work.",
            "Exit codes: 0 stopped in order, 1 error, 4 Kafka or Postgres do not answer,"
                    + " 64 usage."
        })
final class RunCommand implements Callable<Integer> {

    @Mixin private Installation installation = new Installation();

    @Option(
            names = "--status-port",
            paramLabel = "PORT",
            defaultValue = "9465",
            description =
                    "port of /health, /metrics and /status; 0 for any (default:"
                            + " ${DEFAULT-VALUE})")
    private int statusPort;

    @Override
    public Integer call() throws InterruptedException, IOException {
        Settings settings = installation.settings();
        Endpoints endpoints = installation.endpoints(settings);
        ProgramLogging.toStderr(settings.logging());
        LogClients clients = new LogClients(endpoints.kafka());
        TopicProvisioner.provision(clients, settings.kafka());
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (Termination termination = Termination.hook();
                ProcessorService service =
                        ProcessorService.start(settings, endpoints.postgres(), clients, metrics);
                StatusServer _ =
                        StatusServer.start(
                                settings.status().host(),
                                statusPort,
                                service::health,
                                metrics::scrape,
                                service::status)) {
            LoggerFactory.getLogger(RunCommand.class).info("processor started");
            termination.await();
            return termination.end(ExitCode.OK);
        }
    }
}
