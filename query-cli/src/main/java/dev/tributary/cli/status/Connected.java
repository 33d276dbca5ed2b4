package dev.tributary.cli.status;

import dev.tributary.cli.render.Grid;
import dev.tributary.cli.render.Report;
import dev.tributary.cli.status.IngestorStatus.Connection;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// How many of a source's accounts are connected.
///
/// @param accounts those that the ingestors tell of
record Connected(String source, long connected, long accounts) {

    private static final String STATE = "connected";

    /// @param connections one an account
    /// @return by the sources' names
    static List<Connected> of(Collection<Connection> connections) {
        return connections.stream()
                .collect(
                        Collectors.groupingBy(
                                Connection::source, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(source ->
                        new Connected(
                                source.getKey(),
                                source.getValue().stream().filter(Connected::is).count(),
                                source.getValue().size()))
                .toList();
    }

    static boolean is(Connection connection) {
        return connection.state().equals(STATE);
    }

    static JsonNode json(List<Connected> all) {
        ArrayNode list = JsonMapper.shared().createArrayNode();
        all.forEach(one ->
                list.addObject()
                        .put("source", one.source)
                        .put("connected", one.connected)
                        .put("accounts", one.accounts));
        return list;
    }

    /// Empty where there is no account.
    static List<Report.Section> section(List<Connected> all) {
        return all.isEmpty()
                ? List.of()
                : List.of(
                        new Report.Section(
                                "Sources",
                                new Grid(
                                        List.of("SOURCE", "ACCOUNTS"),
                                        Set.of(),
                                        all.stream()
                                                .map(one -> List.of(one.source, one.words()))
                                                .toList())));
    }

    private String words() {
        return "connected " + connected + " of " + accounts;
    }
}
