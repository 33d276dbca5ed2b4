package dev.tributary.standalone;

import dev.tributary.contract.config.Settings;
import dev.tributary.contract.config.SettingsLoader;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.contract.topic.TopicName;
import dev.tributary.embedded.EmbeddedBroker;
import dev.tributary.log.LogClients;
import dev.tributary.log.TopicProvisioner;
import dev.tributary.log.copy.CopyReport;
import dev.tributary.log.copy.LogCopy;
import dev.tributary.program.Installation;
import dev.tributary.program.ProgramLogging;
import dev.tributary.standalone.stack.StackLock;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `tributary copy-log`: the log of one installation into the Kafka cluster of another.
@Command(
        name = "copy-log",
        description = {
            "Copy the log of another installation into the Kafka cluster that is configured here"
                    + " (kafka.bootstrap_servers), and compare both.",
            "",
            "Raw events, cursors, vectors and what else cannot be derived: each record with its"
                    + " key, value, headers, time and partition, in order. Offsets differ, so the"
                    + " archive of the new place is made anew from the copy: give it an empty"
                    + " database.",
            "",
            "Interrupted, it goes on where it stopped; repeated, it adds what has come since. So a"
                    + " running stack may be copied, then stopped, then copied again."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  bin/tributary down",
            "  bin/tributary copy-log --from ~/.local/share/tributary --config cluster.toml",
            "",
            "Exit codes: 0 copied and equal, 1 error or a difference, 2 another program has the"
                    + " data open, 4 nothing reachable, 64 usage."
        })
final class CopyLogCommand implements Callable<Integer> {

    private static final int EVERY = 10_000;

    @Mixin private Installation installation = new Installation();

    @Option(
            names = "--from",
            paramLabel = "PLACE",
            required = true,
            description = {
                "the data directory of an embedded stack, running or not,",
                "or the configuration file of one on a Kafka cluster"
            })
    private Path from = Path.of("");

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Settings settings = installation.settings();
        ProgramLogging.toStderr(settings.logging());
        LogClients destination = destination(settings);
        if (Files.isDirectory(from)) {
            DataDirectory data = new DataDirectory(from);
            Optional<Endpoints> running =
                    StackLock.holder(data).isPresent()
                            ? Endpoints.read(data.endpointsFile())
                            : Optional.empty();
            if (running.isPresent()) {
                tell(
                        "the stack runs: what it adds from now on is not in this copy; stop it"
                                + " (tributary down) and copy again before you start the new one");
                return copy(running.get().kafka(), destination);
            }
            return copyStopped(data, destination);
        }
        return copy(configured(from), destination);
    }

    /// Only the broker is started: what writes to the log stays off.
    private int copyStopped(DataDirectory data, LogClients destination)
            throws InterruptedException {
        if (!Files.isDirectory(data.kafka())) {
            throw new IllegalArgumentException(
                    "\""
                            + data.root()
                            + "\" holds no log (there is no \"kafka\" in it); name the data"
                            + " directory of an embedded stack");
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(data.kafka(), 0)) {
            return copy(broker.endpoint(), destination);
        }
    }

    /// The environment speaks of this installation, not of that one.
    private static Endpoints.Kafka configured(Path file) {
        Settings settings = SettingsLoader.load(file, Map.of());
        if (settings.kafka().bootstrapServers() == null) {
            throw new IllegalArgumentException(
                    "\""
                            + file
                            + "\" names no kafka.bootstrap_servers; name the data directory of an"
                            + " embedded stack, or a configuration that does");
        }
        return Endpoints.resolveKafka(settings, new DataDirectory(Path.of("")));
    }

    private LogClients destination(Settings settings) throws InterruptedException {
        if (settings.kafka().bootstrapServers() == null) {
            throw new IllegalArgumentException(
                    "the configuration names no kafka.bootstrap_servers, so there is nowhere to"
                            + " copy to; set it, or name a configuration by --config");
        }
        LogClients destination =
                new LogClients(Endpoints.resolveKafka(settings, installation.data()));
        TopicProvisioner.provision(destination, settings.kafka());
        return destination;
    }

    private int copy(Endpoints.Kafka source, LogClients destination) throws InterruptedException {
        CopyReport report = new LogCopy(new LogClients(source), destination, new Told()).run();
        PrintWriter out = spec.commandLine().getOut();
        for (CopyReport.Topic topic : report.topics()) {
            if (topic.from().records() + topic.to().records() > 0) {
                out.printf(
                        "%-32s %10d records %14d bytes  %.16s  %s%n",
                        topic.name(),
                        topic.to().records(),
                        topic.to().bytes(),
                        topic.to().checksum(),
                        topic.isEqual()
                                ? "equal"
                                : "DIFFERENT: the source has %d records, %d bytes, %.16s"
                                        .formatted(
                                                topic.from().records(),
                                                topic.from().bytes(),
                                                topic.from().checksum()));
            }
        }
        out.flush();
        if (report.isEqual()) {
            tell("the destination holds the same log");
            return ExitCode.OK;
        }
        tell(
                "the destination's log is another one: somebody else writes there; stop every"
                        + " ingestor on it, delete its topics (tributary.*) and copy again");
        return ExitCode.ERROR;
    }

    private void tell(String sentence) {
        PrintWriter talk = spec.commandLine().getErr();
        talk.println("tributary: " + sentence);
        talk.flush();
    }

    /// For who waits.
    private final class Told implements LogCopy.Progress {

        private long last;

        @Override
        public void copied(TopicName topic, long records) {
            if (records < last || records - last >= EVERY) {
                tell("copied %,d records of %s".formatted(records, topic));
                last = records;
            }
        }

        @Override
        public void comparing(TopicName topic) {
            last = 0;
        }
    }
}
