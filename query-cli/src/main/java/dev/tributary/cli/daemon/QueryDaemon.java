package dev.tributary.cli.daemon;

import dev.tributary.cli.QueryCli;
import dev.tributary.cli.Resident;
import dev.tributary.cli.client.DaemonLaunch;
import dev.tributary.contract.config.InvalidSettings;
import dev.tributary.contract.config.Settings;
import dev.tributary.contract.config.SettingsLoader;
import dev.tributary.contract.runtime.AlreadyRunning;
import dev.tributary.contract.runtime.ArchiveIdentity;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.program.Installation;
import dev.tributary.program.ProgramLogging;
import dev.tributary.program.Termination;
import dev.tributary.rpc.daemon.Daemon;
import dev.tributary.rpc.daemon.DaemonFacts;
import dev.tributary.rpc.daemon.DaemonLimits;
import dev.tributary.rpc.daemon.Expiry;
import dev.tributary.rpc.daemon.InstanceRuns;
import dev.tributary.rpc.daemon.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The process that answers for one archive: from the lock on, until nobody asks any more or
/// something better is there.
public final class QueryDaemon {

    private static final Logger log = LoggerFactory.getLogger(QueryDaemon.class);

    private final Installation installation;
    private final ArchiveIdentity archive;
    private final Map<String, String> environment;
    private final Build build;
    private final Clock clock;

    public QueryDaemon(
            Installation installation, Map<String, String> environment, Build build, Clock clock) {
        this.installation = installation;
        this.archive = installation.identity();
        this.environment = Map.copyOf(environment);
        this.build = build;
        this.clock = clock;
    }

    /// Returns when the daemon has left in order.
    ///
    /// @param statusPort of the page for operators, empty for none
    /// @return the exit code
    /// @throws AlreadyRunning if another process is this daemon
    public int run(boolean logToFile, OptionalInt statusPort)
            throws IOException, InterruptedException {
        Settings settings = settings();
        try (Termination termination = Termination.hook();
                WarmEngine engine = new WarmEngine(clock)) {
            Thread.ofPlatform()
                    .daemon()
                    .name("first-connection")
                    .start(() -> connect(engine, settings));
            logTo(logToFile, settings.logging());
            return serve(termination, engine, settings, statusPort);
        }
    }

    /// Who asks first would wait for it otherwise, and is told what fails here.
    private void connect(WarmEngine engine, Settings settings) {
        try {
            engine.connect(installation.endpoints(settings).postgres(), settings.embedding());
        } catch (RuntimeException e) {
            log.atDebug().addKeyValue("error", e.getMessage()).log("no connection ahead");
        }
    }

    private void logTo(boolean file, Settings.Logging logging) throws IOException {
        if (file) {
            ProgramLogging.toFile(
                    logging, DaemonLaunch.log(archive, DaemonLaunch.place(archive, environment)));
        } else {
            ProgramLogging.toStderr(logging);
        }
        QueryCli.keepQuiet();
    }

    private int serve(
            Termination termination, WarmEngine engine, Settings settings, OptionalInt statusPort)
            throws IOException, InterruptedException {
        CompletableFuture<Daemon> opened = new CompletableFuture<>();
        try (Daemon daemon = open(engine, opened, settings.query());
                DaemonPage _ =
                        DaemonPage.open(settings.status().host(), statusPort, daemon::facts)) {
            opened.complete(daemon);
            log.atInfo().addKeyValue("build", build.identity()).log("the query daemon answers");
            boolean isAsked = termination.await(() -> daemon.awaitEnd());
            if (isAsked) {
                log.info("asked to end; what runs may finish");
            }
            return termination.end(ExitCode.OK);
        }
    }

    private Daemon open(
            WarmEngine engine, CompletableFuture<Daemon> opened, Settings.Query settings)
            throws IOException {
        QueryHandler handler =
                new QueryHandler(
                        new CommandLines(
                                engine,
                                reply -> resident(engine, opened, reply),
                                commandEnvironment(),
                                CallerZone.inProcess(environment.getOrDefault("TZ", "")),
                                clock),
                        new TypedQuestions(engine, new Installation(commandEnvironment())));
        try {
            return Daemon.open(
                    DaemonLaunch.place(archive, environment),
                    build.identity(),
                    handler,
                    DaemonLimits.DEFAULT,
                    expiries(settings));
        } catch (InstanceRuns e) {
            throw new AlreadyRunning(
                    "the query daemon of the archive in \""
                            + archive.data()
                            + "\" already runs, as process "
                            + e.pid());
        }
    }

    private List<Expiry> expiries(Settings.Query settings) {
        boolean hasDirectory = Files.isDirectory(archive.data());
        return List.of(
                Expiry.afterIdle(settings.idleTimeout()),
                Expiry.whenIdle("a newer build is installed", build::isReplaced),
                Expiry.whenIdle(
                        "the data directory is gone",
                        () -> hasDirectory && !Files.isDirectory(archive.data())),
                Expiry.whenIdle(
                        "the configuration has changed",
                        () -> !installation.identity().equals(archive)));
    }

    /// Wrong settings do not keep the daemon from starting: it tells everyone who asks.
    private Settings settings() {
        try {
            return installation.settings();
        } catch (InvalidSettings e) {
            return SettingsLoader.load(null, Map.of());
        }
    }

    /// What the callers' environments have in common: all that says something of the archive.
    private Map<String, String> commandEnvironment() {
        Map<String, String> common = new HashMap<>(environment);
        common.put("TRIBUTARY_HOME", archive.data().toString());
        common.remove("TRIBUTARY_CONFIG");
        if (archive.configuration() != null) {
            common.put("TRIBUTARY_CONFIG", archive.configuration().toString());
        }
        return common;
    }

    /// Commands arrive from the moment the daemon is open.
    private static Resident resident(
            WarmEngine engine, CompletableFuture<Daemon> opened, Reply reply) {
        return new Resident() {
            @Override
            public DaemonFacts facts() {
                return opened.join().facts();
            }

            @Override
            public boolean follow() {
                return reply.follow();
            }

            @Override
            public boolean isModelLoaded(Endpoints.Postgres archive, Settings.Embedding embedding) {
                return engine.isModelLoaded(archive, embedding);
            }

            @Override
            public String postgresVersion(
                    Endpoints.Postgres archive, Settings.Embedding embedding) {
                return engine.postgresVersion(archive, embedding);
            }
        };
    }
}
