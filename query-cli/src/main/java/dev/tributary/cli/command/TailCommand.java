package dev.tributary.cli.command;

import dev.tributary.cli.Resident;
import dev.tributary.cli.TerminalFacts;
import dev.tributary.cli.change.ChangesTopic;
import dev.tributary.cli.change.WantedChanges;
import dev.tributary.cli.render.ChangeItem;
import dev.tributary.cli.render.ChangeWriter;
import dev.tributary.cli.render.OutputFormat;
import dev.tributary.cli.render.Report;
import dev.tributary.cli.render.Talk;
import dev.tributary.cli.status.ChangeFeed;
import dev.tributary.cli.status.IngestorStatus;
import dev.tributary.cli.status.StatusPages;
import dev.tributary.contract.answer.Meta;
import dev.tributary.contract.change.ChangeGap;
import dev.tributary.contract.change.FeedEntry;
import dev.tributary.contract.question.Filters;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.contract.runtime.ExitCode;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `tail`: what was committed last, and with `--follow` what is committed from now on.
@Command(
        name = "tail",
        description = {
            "What happened last in the chats, in the order of commit, and with --follow what"
                    + " happens now.",
            "",
            "Live changes of the last seven days: new messages, edits, deletions, changes of a"
                    + " chat. What imports and backfills bring is not among them. --since and"
                    + " --until go by the time of commit, and a part of a title means every chat"
                    + " that has it."
        },
        footer = {
            "",
            "Examples:",
            "  query-cli tail --chat Team --limit 50",
            "  query-cli tail --follow --limit 0 --output ndjson | jq -r .text"
        })
final class TailCommand implements Callable<Integer> {

    private static final int MOST = 1_000;

    private final Workplace workplace;

    @Mixin private CommonOptions common;
    @Mixin private FilterOptions filters = new FilterOptions();

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with each change as it is committed, until Ctrl+C")
    private boolean follow;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "At most so many that are there already, 0 to 1000 (default: 20)")
    private int limit = 20;

    @Spec private CommandSpec spec = CommandSpec.create();

    TailCommand(Workplace workplace) {
        this.workplace = workplace;
        this.common = new CommonOptions(workplace);
    }

    @Override
    public Integer call() throws InterruptedException {
        long start = System.nanoTime();
        WantedChanges wanted = checked();
        Endpoints endpoints = common.installation().endpoints(common.installation().settings());
        if (follow && !takesPlace()) {
            return tooMany();
        }
        try (ChangesTopic topic = ChangesTopic.open(endpoints.kafka())) {
            tellOfFeed(endpoints);
            List<FeedEntry> newest = topic.newest(limit, wanted);
            if (!follow) {
                show(newest, start);
                return ExitCode.OK;
            }
            return follow(topic, wanted, newest);
        } catch (InterruptException e) {
            return interrupted();
        }
    }

    private WantedChanges checked() {
        if (limit < 0 || limit > MOST) {
            throw usage("the limit is " + limit + " and must be 0 to " + MOST);
        }
        if (follow && common.output() == OutputFormat.JSON) {
            throw usage(
                    "--output json is one document and has no end with --follow; use --output"
                            + " ndjson");
        }
        Filters asked = filters();
        if (follow && asked.until() != null) {
            throw usage("--until and --follow exclude each other");
        }
        return new WantedChanges(asked);
    }

    private Filters filters() {
        try {
            TerminalFacts terminal = workplace.invocation().terminal();
            return filters.filters(workplace.clock().instant(), terminal.zone(), true);
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    private ParameterException usage(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    private boolean takesPlace() {
        Resident resident = workplace.resident();
        return resident == null || resident.follow();
    }

    private int tooMany() {
        new Talk(workplace.invocation())
                .sentence(
                        "query-cli: the query daemon has as many followers as it takes; end one of"
                                + " them, or use --no-daemon");
        return ExitCode.ERROR;
    }

    private void tellOfFeed(Endpoints endpoints) throws InterruptedException {
        StatusPages pages = StatusPages.of(common.installation().settings().status(), endpoints);
        List<String> remarks =
                IngestorStatus.feed(pages).map(ChangeFeed::remarks).orElse(List.of());
        Talk talk = new Talk(workplace.invocation());
        remarks.forEach(remark -> talk.sentence("query-cli: " + remark));
    }

    private void show(List<FeedEntry> entries, long start) {
        if (common.output() == OutputFormat.TABLE) {
            if (entries.isEmpty()) {
                new Talk(workplace.invocation()).sentence("nothing found");
            }
            ChangeWriter writer = writer();
            entries.forEach(writer::write);
            return;
        }
        Talk talk = new Talk(workplace.invocation());
        List<ObjectNode> items = entries.stream().map(ChangeItem::json).toList();
        ObjectNode data = JsonMapper.shared().createObjectNode();
        ArrayNode array = data.putArray("changes");
        items.forEach(array::add);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        common.renderer()
                .render(
                        new Report(
                                data,
                                items,
                                List.of(),
                                new Meta(took, null, List.of(), null, null)));
        entries.stream()
                .filter(ChangeGap.class::isInstance)
                .map(ChangeGap.class::cast)
                .forEach(gap -> talk.sentence(ChangeItem.sentence(gap)));
    }

    private ChangeWriter writer() {
        return common.output()
                .changes(
                        workplace.invocation().terminal(),
                        workplace.invocation().out(),
                        workplace.invocation().err());
    }

    /// Until the reader has gone; one who does not read holds up nobody but this.
    private int follow(ChangesTopic topic, WantedChanges wanted, List<FeedEntry> newest) {
        PrintStream out = workplace.invocation().out();
        ChangeWriter writer = writer();
        newest.forEach(writer::write);
        // Flushes, and says whether anybody is there.
        while (!out.checkError()) {
            topic.next().stream().filter(wanted::has).forEach(writer::write);
        }
        return ExitCode.OK;
    }

    /// By Ctrl+C there is nobody to tell, so this is for those whose daemon leaves.
    private int interrupted() {
        boolean _ = Thread.interrupted();
        @Nullable Resident resident = workplace.resident();
        if (resident != null) {
            new Talk(workplace.invocation())
                    .sentence(
                            "query-cli: the query daemon leaves, so nothing is followed any more;"
                                    + " run the command again, it starts a new one");
            return ExitCode.ERROR;
        }
        return ExitCode.OK;
    }
}
