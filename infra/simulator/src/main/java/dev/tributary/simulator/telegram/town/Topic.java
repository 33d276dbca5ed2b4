package dev.tributary.simulator.telegram.town;

import java.time.Instant;

/// @param id that of the service message that opened it
public record Topic(int id, String title, Person creator, Instant created) {}
