package dev.tributary.contract.answer;

import org.jspecify.annotations.Nullable;

/// A file, picture, place or the like that hangs on a message.
///
/// @param kind see [dev.tributary.contract.event.Attachment]
/// @param name untrusted, like the text
/// @param mimeType as the service or the sender gave it, hence untrusted too
/// @param size in bytes
/// @param path where an export put the file, relative to the export
/// @param stored where the content is, relative to `<data>/files`; null where it was not fetched
public record Attached(
        String kind,
        @Nullable String name,
        @Nullable String mimeType,
        @Nullable Long size,
        @Nullable String path,
        @Nullable String stored) {}
