package dev.tributary.ingestor.telegram.media;

import dev.tributary.contract.raw.Origin;

/// A file that is to be fetched, by a message in which it hangs: TDLib's own number of it is gone
/// with the process.
///
/// @param origin of the record that told of the message
public record WantedFile(long chat, long message, String uniqueId, long size, Origin origin) {}
