package dev.tributary.simulator.telegram.conduct;

import java.time.Instant;
import java.util.Optional;

/// A call, without its content.
///
/// @param accountId the person's id, empty before it signed in
/// @param refusal what the server refused with, empty if it answered
public record RpcRecord(
        Instant at, String function, Optional<Long> accountId, Optional<String> refusal) {}
