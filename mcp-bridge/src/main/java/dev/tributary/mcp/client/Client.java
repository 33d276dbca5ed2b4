package dev.tributary.mcp.client;

import dev.tributary.contract.question.Scope;

/// @param name for the audit log
public record Client(String name, Scope scope) {}
