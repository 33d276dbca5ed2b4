package dev.tributary.simulator.telegram.town;

/// A part of a text that is more than text.
///
/// @param kind the constructor without its `messageEntity`: `Bold`, `TextUrl`...
/// @param offset in UTF-16 code units, as Java counts
/// @param detail the address of a `TextUrl`, the language of a `Pre`, the user's id of a
///   `MentionName`; else empty
public record Entity(String kind, int offset, int length, String detail) {

    public static Entity of(String kind, int offset, int length) {
        return new Entity(kind, offset, length, "");
    }
}
