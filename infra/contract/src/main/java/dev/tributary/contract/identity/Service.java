package dev.tributary.contract.identity;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// A messaging service or file format that owns its own account and chat identifiers. The name is
/// the `source` that readers filter by and the last part of the raw topics' names.
public enum Service {
    VKTEAMS,
    TELEGRAM,
    JSONL;

    /// The name on the wire, in topics, references and filters: lower case.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException if no service has that name; the message lists those that
    ///   exist
    public static Service of(String wireName) {
        for (Service service : values()) {
            if (service.wireName().equals(wireName)) {
                return service;
            }
        }
        throw new IllegalArgumentException(
                "unknown source \""
                        + wireName
                        + "\"; known sources: "
                        + Arrays.stream(values())
                                .map(Service::wireName)
                                .collect(Collectors.joining(", ")));
    }

    @Override
    public String toString() {
        return wireName();
    }
}
