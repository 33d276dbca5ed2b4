package dev.tributary.simulator.vkteams;

import tools.jackson.databind.node.ObjectNode;

/// @param info the answer of `files/getInfo` without `ok`
public record StoredFile(String fileId, ObjectNode info) {}
