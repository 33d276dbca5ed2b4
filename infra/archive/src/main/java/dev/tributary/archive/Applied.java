package dev.tributary.archive;

/// What a batch did to the table of messages.
///
/// @param unchanged messages of which the batch said nothing new
public record Applied(long created, long changed, long unchanged) {

    public static final Applied NOTHING = new Applied(0, 0, 0);

    public Applied plus(Applied other) {
        return new Applied(
                created + other.created, changed + other.changed, unchanged + other.unchanged);
    }
}
