package dev.tributary.simulator.telegram.tl;

record TlField(String name, TlType type) {}
