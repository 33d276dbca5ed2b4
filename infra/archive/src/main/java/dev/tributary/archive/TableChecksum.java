package dev.tributary.archive;

/// @param sum over all rows, whatever their order
public record TableChecksum(long rows, String sum) {}
