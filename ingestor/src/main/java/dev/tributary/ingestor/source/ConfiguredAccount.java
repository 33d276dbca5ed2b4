package dev.tributary.ingestor.source;

import dev.tributary.contract.identity.Service;
import java.util.function.Supplier;

/// An account that the configuration names.
///
/// @param name the operator's word for it
/// @param endpoint where its service is, without credentials
/// @param open makes its source; no network yet
public record ConfiguredAccount(
        String name, Service service, String endpoint, Supplier<Source> open) {}
