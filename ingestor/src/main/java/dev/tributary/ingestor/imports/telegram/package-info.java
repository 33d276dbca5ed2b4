/// Telegram Desktop's `result.json`, of a whole account or of one chat: [TelegramExport] is the
/// format, [TelegramWalk] knows its shape, [JsonScanner] its bytes.
@NullMarked
package dev.tributary.ingestor.imports.telegram;

import org.jspecify.annotations.NullMarked;
