package dev.tributary.ingestor;

import dev.tributary.contract.config.Settings;
import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.ingestor.launch.LaunchOptions;
import dev.tributary.ingestor.lease.Instance;
import dev.tributary.ingestor.source.AccountState;
import dev.tributary.ingestor.source.AccountStatus;
import dev.tributary.ingestor.status.IngestorStatus;
import dev.tributary.log.LogClients;
import dev.tributary.program.StatusServer;
import dev.tributary.program.Termination;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
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
            "An account that its service refuses stops and says so; the others go on.",
            "Of several ingestors each account is read by one; the others stand by for it."
        },
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    @Mixin private LaunchOptions launch;

    @Option(
            names = "--status-port",
            paramLabel = "PORT",
            defaultValue = "" + IngestorStatus.PORT,
            description =
                    "Port of /health, /metrics and /status; 0 for any. Default:"
                            + " ${DEFAULT-VALUE}.")
    private int statusPort;

    @Option(
            names = "--even-without-accounts",
            description =
                    "Stay where no account is configured or every one was refused, which /status"
                            + " tells: for a supervisor that would start it again for ever. Files"
                            + " can be imported beside it.")
    private boolean stays;

    @Spec private CommandSpec spec = CommandSpec.create();

    RunCommand(Map<String, String> environment) {
        this.launch = new LaunchOptions(environment);
    }

    @Override
    public Integer call() throws Exception {
        Settings settings = launch.settings();
        boolean hasAccounts = Accounts.any(settings);
        if (!hasAccounts && !stays) {
            say(
                    "no account is configured; add a section [vkteams.NAME] with base_url and"
                            + " token, or [telegram.NAME] (ingestor telegram --help)");
            return ExitCode.NOTHING_CONFIGURED;
        }
        LogClients log = launch.log(settings);
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (Termination termination = Termination.hook();
                IngestorService service =
                        new IngestorService(
                                settings,
                                log,
                                metrics,
                                Instance.passing(RandomGenerator.getDefault()),
                                launch.relaunch());
                StatusServer _ =
                        IngestorStatus.serve(
                                settings.status().host(),
                                statusPort,
                                service::accounts,
                                metrics::scrape)) {
            if (!hasAccounts) {
                say("no account is configured; waiting to be told to stop");
                termination.await();
                return termination.end(ExitCode.OK);
            }
            service.start();
            if (stays) {
                termination.await();
                return termination.end(ExitCode.OK);
            }
            if (termination.await(service::awaitEnd)) {
                return termination.end(ExitCode.OK);
            }
            sayWhy(service.accounts());
            return termination.end(ExitCode.NOTHING_REACHABLE);
        }
    }

    private void sayWhy(List<AccountStatus> accounts) {
        for (AccountStatus account : accounts) {
            if (account.state() instanceof AccountState.Rejected(String reason)) {
                say("the account \"" + account.name() + "\" is not read: " + reason);
            }
        }
        say("no account is left to listen to; mend that and start again");
    }

    private void say(String sentence) {
        CommandLine line = spec.commandLine();
        line.getErr().println("ingestor: " + sentence);
    }
}
