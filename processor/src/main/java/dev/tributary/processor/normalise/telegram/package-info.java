/// Messages of Telegram Desktop's `result.json` as events. [TelegramExportReading] reads one object
/// of a chat's `messages`; [ExportText], [ExportMedia] and [ExportService] are its text, its files
/// and its service announcements; [ExportBytes] mends what the exporter writes wrongly.
@NullMarked
package dev.tributary.processor.normalise.telegram;

import org.jspecify.annotations.NullMarked;
