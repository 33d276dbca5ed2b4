package dev.tributary.contract.event;

import org.jspecify.annotations.Nullable;

/// What an event says of its chat. A null says nothing: it never clears what another event said.
public record ChatProfile(@Nullable ChatKind kind, @Nullable String title) {}
