/// Telegram's two forms as events. [TelegramExportReading] reads one object of a chat's `messages`
/// in Telegram Desktop's `result.json`; [ExportText], [ExportMedia] and [ExportService] are its
/// text, its files and its service announcements; [ExportBytes] mends what the exporter writes
/// wrongly. [TdlibReading] reads what TDLib tells of a live account; [TdlibMessage] is its message,
/// with [TdlibText], [TdlibMedia] and [TdlibAnnouncement] as the twins of the export's parts,
/// [TdlibPeople] its chats and people. [Wording] is what both say alike, so that an account that
/// was imported and then connected holds each message once.
@NullMarked
package dev.tributary.processor.normalise.telegram;

import org.jspecify.annotations.NullMarked;
