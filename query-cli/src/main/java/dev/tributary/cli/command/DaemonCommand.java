package dev.tributary.cli.command;

import dev.tributary.cli.client.DaemonLaunch;
import dev.tributary.cli.daemon.Build;
import dev.tributary.cli.daemon.QueryDaemon;
import dev.tributary.cli.render.Talk;
import dev.tributary.contract.runtime.ArchiveIdentity;
import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.program.Installation;
import dev.tributary.rpc.client.DaemonClient;
import dev.tributary.rpc.client.DaemonProcess;
import dev.tributary.rpc.client.DaemonStart;
import dev.tributary.rpc.client.DaemonUnavailable;
import dev.tributary.rpc.client.Slowness;
import dev.tributary.rpc.place.DaemonPlace;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `daemon start | stop | restart | status | logs`.
@Command(
        name = "daemon",
        description = {
            "The process that answers questions without a start of its own for each.",
            "",
            "The first question starts it. It leaves when nobody has asked for half an hour"
                    + " (query.idle_timeout), when a newer build is installed and when the"
                    + " configuration changes. Each archive has its own."
        },
        synopsisSubcommandLabel = "(start | stop | restart | status | logs)")
final class DaemonCommand {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /// What the commands have in common that act from outside.
    abstract static class Acting implements Callable<Integer> {

        private final Workplace workplace;

        @Mixin private Installation installation;

        Acting(Workplace workplace) {
            this.workplace = workplace;
            this.installation =
                    new Installation(
                            workplace.invocation().environment(),
                            workplace.invocation().workingDirectory());
        }

        abstract int act(DaemonPlace place, ArchiveIdentity archive)
                throws IOException, InterruptedException, DaemonUnavailable;

        @Override
        public Integer call() throws IOException, InterruptedException, DaemonUnavailable {
            if (workplace.resident() != null) {
                throw new IllegalStateException(
                        "the query daemon does not start or stop itself; run bin/query-cli");
            }
            ArchiveIdentity archive = installation.identity();
            return act(DaemonLaunch.place(archive, workplace.invocation().environment()), archive);
        }

        Workplace workplace() {
            return workplace;
        }

        Installation installation() {
            return installation;
        }

        void say(String sentence) {
            new Talk(workplace.invocation()).sentence("query-cli: " + sentence);
        }

        static DaemonClient client(DaemonPlace place) {
            return new DaemonClient(place, Build.ofThisProcess().identity());
        }

        static DaemonStart launch(DaemonPlace place, ArchiveIdentity archive) {
            return DaemonLaunch.start(Build.ofThisProcess().root(), archive, place);
        }

        static String process(DaemonPlace place) throws IOException {
            return DaemonProcess.find(place).map(found -> "process " + found.pid()).orElse("gone");
        }

        void sayStarted(DaemonPlace place, Slowness why) throws IOException {
            say("the query daemon runs (" + process(place) + "; " + why.words() + ")");
        }

        /// @return whether one ran
        boolean stop(DaemonPlace place) throws IOException, InterruptedException {
            Optional<DaemonProcess> running = DaemonProcess.find(place);
            if (running.isEmpty()) {
                return false;
            }
            long pid = running.get().pid();
            say(
                    switch (running.get().stop(PATIENCE)) {
                        case DRAINED -> "the query daemon has ended (process " + pid + ")";
                        case KILLED ->
                                "the query daemon did not end within "
                                        + PATIENCE.toSeconds()
                                        + " s and was killed (process "
                                        + pid
                                        + ")";
                    });
            return true;
        }
    }

    @Command(
            name = "start",
            description = "Start it before the first question does.",
            footer = {
                "",
                "Exit codes: 0 it runs now (with --foreground: it has left in order), 1 it could"
                        + " not be started, 2 it ran already, 64 usage."
            })
    static final class Start extends Acting {

        @Option(
                names = "--foreground",
                description = "Be the daemon, until Ctrl+C or SIGTERM; the log goes to stderr")
        private boolean foreground;

        @Option(names = "--log-to-file", hidden = true, description = "for a detached process")
        private boolean logToFile;

        @Option(
                names = "--status-port",
                paramLabel = "PORT",
                description =
                        "With --foreground: port of /health, /metrics and /status; 0 for any"
                                + " (default: none)")
        private @Nullable Integer statusPort;

        Start(Workplace workplace) {
            super(workplace);
        }

        @Override
        int act(DaemonPlace place, ArchiveIdentity archive)
                throws IOException, InterruptedException, DaemonUnavailable {
            if (foreground) {
                return new QueryDaemon(
                                installation(),
                                workplace().invocation().environment(),
                                Build.ofThisProcess(),
                                workplace().clock())
                        .run(
                                logToFile,
                                statusPort == null
                                        ? OptionalInt.empty()
                                        : OptionalInt.of(statusPort));
            }
            Slowness why = client(place).start(launch(place, archive));
            if (why == null) {
                say("the query daemon already runs (" + process(place) + ")");
                return ExitCode.ALREADY_RUNNING;
            }
            sayStarted(place, why);
            return ExitCode.OK;
        }
    }

    @Command(
            name = "stop",
            description =
                    "End it: it finishes what it is doing, and is killed if that takes longer than"
                            + " 10 seconds.",
            footer = {"", "Exit codes: 0 none runs any more, 1 error, 64 usage."})
    static final class Stop extends Acting {

        Stop(Workplace workplace) {
            super(workplace);
        }

        @Override
        int act(DaemonPlace place, ArchiveIdentity archive)
                throws IOException, InterruptedException {
            if (!stop(place)) {
                say("no query daemon runs for this archive");
            }
            return ExitCode.OK;
        }
    }

    @Command(
            name = "restart",
            description = "End it if it runs, and start it.",
            footer = {"", "Exit codes: 0 a new one runs, 1 it could not be started, 64 usage."})
    static final class Restart extends Acting {

        Restart(Workplace workplace) {
            super(workplace);
        }

        @Override
        int act(DaemonPlace place, ArchiveIdentity archive)
                throws IOException, InterruptedException, DaemonUnavailable {
            stop(place);
            sayStarted(place, client(place).restart(launch(place, archive)));
            return ExitCode.OK;
        }
    }
}
