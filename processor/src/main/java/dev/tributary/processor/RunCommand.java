package dev.tributary.processor;

import dev.tributary.contract.config.Settings;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.log.LogClients;
import dev.tributary.log.TopicProvisioner;
import dev.tributary.program.ProgramLogging;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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
            "Exit codes: 0 stopped in order, 1 error, 4 Kafka or Postgres do not answer."
        })
final class RunCommand implements Callable<Integer> {

    @Mixin private Installation installation = new Installation();

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = installation.settings();
        ProgramLogging.toStderr(settings.logging());
        Endpoints endpoints = Endpoints.resolve(settings, installation.data());
        LogClients clients = new LogClients(endpoints.kafka());
        try (Admin admin = clients.admin()) {
            new TopicProvisioner(admin, settings.kafka().replicationFactor()).provision();
        }
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(told, closed), "stop"));
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (ProcessorService _ =
                ProcessorService.start(settings, endpoints.postgres(), clients, metrics)) {
            LoggerFactory.getLogger(RunCommand.class).info("processor started");
            told.await();
        } finally {
            closed.countDown();
        }
        return ExitCode.OK;
    }

    /// The JVM ends when its shutdown hooks have; so this one waits for the stages to close.
    private static void stop(CountDownLatch told, CountDownLatch closed) {
        told.countDown();
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
