package dev.tributary.contract.event;

import dev.tributary.contract.identity.ChatId;
import dev.tributary.contract.identity.MessageId;
import org.jspecify.annotations.Nullable;

/// A message of the same account that another one points at.
///
/// @param chat null means the chat of the message that points
public record MessageTarget(@Nullable ChatId chat, MessageId message) {}
