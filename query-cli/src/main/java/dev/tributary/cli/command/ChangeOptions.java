package dev.tributary.cli.command;

import dev.tributary.cli.change.WantedChanges;
import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.identity.Service;
import dev.tributary.contract.question.Moment;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which changes. Repeated options widen: one of these chats, one of these senders.
final class ChangeOptions {

    @Option(
            names = "--source",
            paramLabel = "NAME",
            completionCandidates = FilterOptions.Sources.class,
            description = "${COMPLETION-CANDIDATES}")
    private List<String> sources = List.of();

    @Option(
            names = "--account",
            paramLabel = "ACCOUNT",
            description = "<source>:<id>, as query-cli status shows it")
    private List<String> accounts = List.of();

    @Option(
            names = "--chat",
            paramLabel = "CHAT",
            description = "An id, a reference, or a title or a part of it: every chat that has it")
    private List<String> chats = List.of();

    @Option(names = "--sender", paramLabel = "WHO", description = "An id or a name")
    private List<String> senders = List.of();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description =
                    "Committed then or later: 2026-01-31, 2026-01-31T09:00:00Z, or how long ago:"
                            + " 90m, 2h, 7d")
    private @Nullable String since;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "Committed before this time, written like --since; not with --follow")
    private @Nullable String until;

    boolean hasEnd() {
        return until != null;
    }

    /// @throws IllegalArgumentException if an option is not understood
    WantedChanges wanted(Instant now, ZoneId zone) {
        return new WantedChanges(
                sources.stream()
                        .map(Service::of)
                        .collect(Collectors.toCollection(LinkedHashSet::new)),
                accounts.stream()
                        .map(AccountId::parse)
                        .collect(Collectors.toCollection(LinkedHashSet::new)),
                chats,
                senders,
                since == null ? null : Moment.parse(since, now, zone),
                until == null ? null : Moment.parse(until, now, zone));
    }
}
