package dev.tributary.cli.command;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.identity.Service;
import dev.tributary.contract.question.Filters;
import dev.tributary.contract.question.Moment;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which messages, or which changes of them. Repeated options widen: one of these chats, one of
/// these senders.
final class FilterOptions {

    /// The names that `--source` knows.
    static final class Sources implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Service.values()).map(Service::wireName).iterator();
        }
    }

    @Option(
            names = "--source",
            paramLabel = "NAME",
            completionCandidates = Sources.class,
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
            description = "An id, a reference, or a title or a part of it")
    private List<String> chats = List.of();

    @Option(names = "--sender", paramLabel = "WHO", description = "An id, a handle or a name")
    private List<String> senders = List.of();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "2026-01-31, 2026-01-31T09:00:00Z, or how long ago: 90m, 2h, 7d, 4w")
    private @Nullable String since;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "Before this time, written like --since")
    private @Nullable String until;

    /// @throws IllegalArgumentException if an option is not understood
    Filters filters(Instant now, ZoneId zone, boolean includeDeleted) {
        return new Filters(
                sources.stream()
                        .map(Service::of)
                        .collect(Collectors.toCollection(LinkedHashSet::new)),
                accounts.stream()
                        .map(AccountId::parse)
                        .collect(Collectors.toCollection(LinkedHashSet::new)),
                chats,
                senders,
                since == null ? null : Moment.parse(since, now, zone),
                until == null ? null : Moment.parse(until, now, zone),
                includeDeleted);
    }
}
