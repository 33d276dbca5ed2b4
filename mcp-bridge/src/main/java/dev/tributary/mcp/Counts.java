package dev.tributary.mcp;

import dev.tributary.mcp.audit.AuditEntry;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/// What was asked, counted for `/metrics`: few names, so the Prometheus text format by hand
/// (<https://prometheus.io/docs/instrumenting/exposition_formats/>).
final class Counts {

    private final Map<String, LongAdder> calls = new ConcurrentSkipListMap<>();
    private final Map<String, LongAdder> millis = new ConcurrentSkipListMap<>();

    void count(AuditEntry entry) {
        String labels = "{name=\"" + entry.name() + "\",outcome=\"" + entry.outcome() + "\"}";
        calls.computeIfAbsent(labels, _ -> new LongAdder()).increment();
        millis.computeIfAbsent(labels, _ -> new LongAdder()).add(entry.took().toMillis());
    }

    String text(int sessions) {
        StringBuilder text = new StringBuilder("# TYPE tributary_mcp_calls_total counter\n");
        calls.forEach((labels, count) ->
                text.append("tributary_mcp_calls_total")
                        .append(labels)
                        .append(' ')
                        .append(count)
                        .append('\n'));
        text.append("# TYPE tributary_mcp_call_milliseconds_total counter\n");
        millis.forEach((labels, sum) ->
                text.append("tributary_mcp_call_milliseconds_total")
                        .append(labels)
                        .append(' ')
                        .append(sum)
                        .append('\n'));
        return text.append("# TYPE tributary_mcp_sessions gauge\ntributary_mcp_sessions ")
                .append(sessions)
                .append('\n')
                .toString();
    }
}
