package dev.tributary.cli.command;

import dev.tributary.cli.deadletter.DeadLetter;
import dev.tributary.cli.deadletter.DeadLetterTopic;
import dev.tributary.cli.render.Grid;
import dev.tributary.cli.render.Report;
import dev.tributary.contract.answer.Meta;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.contract.runtime.ExitCode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `dead-letters list | show OFFSET`.
@Command(
        name = "dead-letters",
        description = "Look at records that could not be used; they are kept for ever.",
        synopsisSubcommandLabel = "(list | show)")
final class DeadLettersCommand {

    /// What the two have in common.
    abstract static class Reading implements Callable<Integer> {

        private final Workplace workplace;

        @Mixin private CommonOptions common;

        Reading(Workplace workplace) {
            this.workplace = workplace;
            this.common = new CommonOptions(workplace);
        }

        abstract int read(DeadLetterTopic topic, Workplace workplace, long startNanos)
                throws IOException;

        @Override
        public Integer call() throws IOException {
            long start = System.nanoTime();
            Endpoints endpoints = common.installation().endpoints(common.installation().settings());
            try (DeadLetterTopic topic = new DeadLetterTopic(endpoints.kafka())) {
                return read(topic, workplace, start);
            }
        }

        void render(
                ObjectNode data, List<ObjectNode> items, Report.Section section, long startNanos) {
            Duration took = Duration.ofNanos(System.nanoTime() - startNanos);
            common.renderer()
                    .render(
                            new Report(
                                    data,
                                    items,
                                    List.of(section),
                                    new Meta(took, null, List.of(), null, null)));
        }
    }

    @Command(name = "list", description = "The newest first, with the reason and the place.")
    static final class ListAll extends Reading {

        @Option(
                names = "--limit",
                paramLabel = "N",
                defaultValue = "20",
                description = "At most so many (default: 20)")
        private int limit = 20;

        @Spec private @Nullable CommandSpec spec;

        ListAll(Workplace workplace) {
            super(workplace);
        }

        @Override
        int read(DeadLetterTopic topic, Workplace workplace, long startNanos) {
            if (limit < 1 && spec != null) {
                throw new ParameterException(
                        spec.commandLine(), "the limit is " + limit + " and must be 1 or more");
            }
            List<DeadLetter> letters = topic.newest(limit);
            List<ObjectNode> items = letters.stream().map(DeadLetter::summary).toList();
            ObjectNode data = JsonMapper.shared().createObjectNode();
            ArrayNode array = data.putArray("dead_letters");
            items.forEach(array::add);
            Grid grid =
                    new Grid(
                            List.of("OFFSET", "AT", "ACCOUNT", "STAGE", "POSITION", "REASON"),
                            Set.of(0),
                            letters.stream()
                                    .map(letter ->
                                            List.of(
                                                    Long.toString(letter.offset()),
                                                    letter.at().toString(),
                                                    letter.account(),
                                                    letter.stage(),
                                                    letter.position(),
                                                    letter.reason()))
                                    .toList());
            render(data, items, new Report.Section("", grid), startNanos);
            return ExitCode.OK;
        }
    }

    @Command(name = "show", description = "One of them whole.")
    static final class Show extends Reading {

        @Parameters(paramLabel = "OFFSET", description = "As the list shows it")
        private long offset;

        @Option(names = "--raw", description = "Only the service's bytes, exactly as they came")
        private boolean raw;

        Show(Workplace workplace) {
            super(workplace);
        }

        @Override
        int read(DeadLetterTopic topic, Workplace workplace, long startNanos) throws IOException {
            DeadLetter letter =
                    topic.at(offset)
                            .orElseThrow(() ->
                                    new IOException(
                                            "there is no dead letter at offset "
                                                    + offset
                                                    + "; query-cli dead-letters list shows"
                                                    + " them"));
            if (raw) {
                workplace.invocation().out().write(letter.value());
                return ExitCode.OK;
            }
            List<List<String>> rows = new ArrayList<>();
            rows.add(List.of("offset", Long.toString(letter.offset())));
            rows.add(List.of("account", letter.account()));
            new TreeMap<>(letter.headers())
                    .forEach((name, value) -> rows.add(List.of(name, value)));
            rows.add(List.of("value", letter.text()));
            ObjectNode whole = letter.whole();
            render(
                    whole,
                    List.of(whole),
                    new Report.Section("", new Grid(List.of("FIELD", "VALUE"), Set.of(), rows)),
                    startNanos);
            return ExitCode.OK;
        }
    }
}
