package dev.tributary.ingestor.telegram.tdlib;

import tools.jackson.databind.node.ObjectNode;

/// What TDLib tells by itself.
///
/// @param type its `@type`
/// @param json the text, parsed; shared by all who listen, so nobody changes it
/// @param text as TDLib wrote it
public record TdUpdate(String type, ObjectNode json, String text) {}
