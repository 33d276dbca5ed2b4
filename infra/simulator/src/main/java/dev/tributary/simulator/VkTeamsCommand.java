package dev.tributary.simulator;

import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.simulator.vkteams.Bot;
import dev.tributary.simulator.vkteams.Conduct;
import dev.tributary.simulator.vkteams.Fault;
import dev.tributary.simulator.vkteams.FaultPlan;
import dev.tributary.simulator.vkteams.GrowingScript;
import dev.tributary.simulator.vkteams.MalformedScript;
import dev.tributary.simulator.vkteams.Rate;
import dev.tributary.simulator.vkteams.Script;
import dev.tributary.simulator.vkteams.ScriptReader;
import dev.tributary.simulator.vkteams.VkTeamsSimulator;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `simulator vkteams`: the VK Teams Bot API from a data file.
@Command(
        version = "tributary simulator",
        mixinStandardHelpOptions = true,
        name = "vkteams",
        description = "Serves the VK Teams Bot API from a file of JSON lines (docs/simulator.md).",
        sortOptions = false)
final class VkTeamsCommand implements Callable<Integer> {

    /// How often a file that grows is looked at.
    private static final Duration FOLLOWING = Duration.ofMillis(50);

    private final CountDownLatch stop;

    @Spec private @Nullable CommandSpec spec;

    @Option(names = "--data", required = true, paramLabel = "FILE", description = "What to serve.")
    private Path data = Path.of("");

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            description = "Address to listen on (default: ${DEFAULT-VALUE}).")
    private String host = "";

    @Option(
            names = "--port",
            defaultValue = "0",
            description = "Port; 0 takes a free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description =
                    "Events a second, counted from the bot's first poll (default: as polled).")
    private @Nullable Double rate;

    @Option(
            names = "--events-per-answer",
            paramLabel = "N",
            defaultValue = "100",
            description = "Most events in one answer (default: ${DEFAULT-VALUE}).")
    private int eventsPerAnswer;

    @Option(
            names = "--fault",
            paramLabel = "NAME",
            split = ",",
            description =
                    "May be repeated; \"all\" for all of them: http-500, ok-false, html, ratelimit,"
                            + " http-429, missing-ok, cut-poll, slow-answer, unknown-event,"
                            + " repeated-events, wrong-order.")
    private List<String> faults = List.of();

    @Option(
            names = "--fault-limit",
            paramLabel = "N",
            defaultValue = "10",
            description = "Occurrences of each fault, for each bot (default: ${DEFAULT-VALUE}).")
    private int faultLimit;

    @Option(
            names = "--fault-chance",
            paramLabel = "P",
            defaultValue = "0.25",
            description = "Chance that a call is struck, 0 to 1 (default: ${DEFAULT-VALUE}).")
    private double faultChance;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The same seed gives the same faults (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--revoke",
            paramLabel = "USERID",
            description = "The bot whose token is invalid. May be repeated.")
    private List<String> revoked = List.of();

    @Option(
            names = "--follow",
            description =
                    "Serves what is written to the file later, too, as soon as a line is whole.")
    private boolean follows;

    VkTeamsCommand(CountDownLatch stop) {
        this.stop = stop;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (follows && rate != null) {
            throw new ParameterException(
                    spec().commandLine(), "--follow has the pace of the file, not of --rate");
        }
        try {
            if (follows) {
                follow();
            } else {
                serve();
            }
            return ExitCode.OK;
        } catch (NoSuchFileException e) {
            return failure("--data \"" + data + "\" does not exist; name a file of JSON lines");
        } catch (MalformedScript e) {
            return failure(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return failure("cannot serve \"" + data + "\" on " + host + ":" + port + ": " + e);
        }
    }

    private void serve() throws IOException, InterruptedException {
        try (VkTeamsSimulator simulator = start(ScriptReader.read(data))) {
            introduce(simulator);
            stop.await();
        }
    }

    private void follow() throws IOException, InterruptedException {
        try (GrowingScript script = GrowingScript.open(data);
                VkTeamsSimulator simulator = start(script.script())) {
            introduce(simulator);
            do {
                script.publishTo(simulator);
            } while (!stop.await(FOLLOWING.toMillis(), TimeUnit.MILLISECONDS));
        }
    }

    private void introduce(VkTeamsSimulator simulator) {
        PrintWriter out = spec().commandLine().getOut();
        out.println("VK Teams Bot API at " + simulator.baseUrl());
        for (Bot bot : simulator.bots()) {
            out.println("bot " + bot.userId() + " (" + bot.nick() + ") token " + bot.token());
        }
    }

    private VkTeamsSimulator start(Script script) throws IOException {
        InetSocketAddress address = new InetSocketAddress(host, port);
        return VkTeamsSimulator.start(address, script, conduct(), Clock.systemUTC());
    }

    private Conduct conduct() {
        try {
            FaultPlan plan = new FaultPlan(seed, chosenFaults(), faultChance, faultLimit);
            for (String userId : revoked) {
                plan = plan.revoking(userId, 0);
            }
            Rate pace = rate == null ? new Rate.AsPolled() : new Rate.PerSecond(rate);
            return Conduct.good()
                    .withRate(pace)
                    .withEventsPerAnswer(eventsPerAnswer)
                    .withFaults(plan);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec().commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private Set<Fault> chosenFaults() {
        if (faults.contains("all")) {
            return Fault.all();
        }
        Set<Fault> chosen = EnumSet.noneOf(Fault.class);
        faults.forEach(name -> chosen.add(Fault.of(name)));
        return chosen;
    }

    private int failure(String sentence) {
        spec().commandLine().getErr().println("simulator: " + sentence);
        return ExitCode.ERROR;
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("the command was not made by picocli");
        }
        return spec;
    }
}
