package dev.tributary.cli.doctor;

import dev.tributary.cli.render.Grid;
import dev.tributary.cli.render.Report;
import dev.tributary.contract.answer.Meta;
import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.contract.runtime.Finding;
import dev.tributary.contract.runtime.Finding.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Everything that was found, in the order in which it was looked at.
public record Diagnosis(List<Finding> findings) {

    public Diagnosis {
        findings = List.copyOf(findings);
    }

    /// Warnings do not count: it works.
    public int exitCode() {
        if (has(Level.UNREACHABLE)) {
            return ExitCode.NOTHING_REACHABLE;
        }
        return has(Level.PROBLEM) ? ExitCode.ERROR : ExitCode.OK;
    }

    private boolean has(Level level) {
        return findings.stream().anyMatch(finding -> finding.level() == level);
    }

    /// What a person sees has the remedies below what they mend.
    public Report report(Meta meta) {
        ObjectNode data = JsonMapper.shared().createObjectNode();
        ArrayNode array = data.putArray("findings");
        List<ObjectNode> items = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        for (Finding finding : findings) {
            String level = finding.level().name().toLowerCase(Locale.ROOT);
            ObjectNode item = JsonMapper.shared().createObjectNode();
            item.put("level", level)
                    .put("subject", finding.subject())
                    .put("finding", finding.sentence())
                    .put("remedy", finding.remedy());
            array.add(item);
            items.add(item);
            rows.add(List.of(level, finding.subject(), finding.sentence()));
            finding.remedy().lines().forEach(line -> rows.add(List.of("", "", "  -> " + line)));
        }
        Grid grid = new Grid(List.of("LEVEL", "WHERE", "FINDING"), Set.of(), rows);
        return new Report(data, items, List.of(new Report.Section("", grid)), meta);
    }
}
