package dev.tributary.contract.event;

/// Whether somebody wrote it, or the service announced it ("Anna joined the group").
public enum MessageKind {
    MESSAGE,
    SERVICE
}
