package dev.tributary.contract.event;

/// The sort of a chat, over all services.
public enum ChatKind {
    PRIVATE,
    GROUP,
    CHANNEL
}
