package dev.tributary.contract.event;

import org.jspecify.annotations.Nullable;

/// A file, picture, sticker or the like that hangs on a message; its bytes are not in the log.
///
/// @param kind the field's common word: `photo`, `video`, `audio`, `voice`, `sticker`, `file`,
///   `location`, `contact`, `poll`
/// @param fileId the service's name of the file: its handle for fetching it, or, where handles
///   change, what stays the same
/// @param path where an export put it, relative to the export; untrusted until checked
/// @param size in bytes
public record Attachment(
        String kind,
        @Nullable String fileId,
        @Nullable String name,
        @Nullable String mimeType,
        @Nullable Long size,
        @Nullable String path) {}
