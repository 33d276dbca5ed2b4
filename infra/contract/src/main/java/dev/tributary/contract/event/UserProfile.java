package dev.tributary.contract.event;

import dev.tributary.contract.identity.UserId;
import org.jspecify.annotations.Nullable;

/// A person, bot or channel that writes, as an event shows it.
///
/// @param displayName as readers of the service see it
/// @param handle the short name without `@`
public record UserProfile(UserId id, @Nullable String displayName, @Nullable String handle) {}
