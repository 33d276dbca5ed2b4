package dev.tributary.ingestor.imports.telegram;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.raw.ContentType;
import dev.tributary.contract.raw.RawHeader;
import dev.tributary.ingestor.imports.file.ByteWindow;
import dev.tributary.ingestor.imports.file.Capture;
import dev.tributary.ingestor.imports.file.Figures;
import dev.tributary.ingestor.imports.file.ImportFile;
import dev.tributary.ingestor.imports.file.ImportPlan;
import dev.tributary.ingestor.imports.file.Piece;
import dev.tributary.ingestor.imports.file.PieceSink;
import java.io.IOException;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// An export whose owner and chats are known. The position of a message is the byte offset of its
/// first byte.
///
/// @param chats in the file's order, the root first
record TelegramPlan(AccountId account, ZoneId zone, List<ExportedChat> chats, ImportFile file)
        implements ImportPlan {

    TelegramPlan {
        chats = List.copyOf(chats);
    }

    @Override
    public ContentType contentType() {
        return ContentType.TELEGRAM_EXPORT_MESSAGE;
    }

    @Override
    public void split(ByteWindow bytes, PieceSink sink) throws IOException {
        try {
            TelegramWalk.walk(new JsonScanner(bytes), new Splitter(sink));
        } catch (BrokenJson e) {
            throw TelegramExport.refused(
                    file, e, "what was before is imported and will not double");
        }
    }

    /// Passes over what the survey has read and cuts out the messages.
    private final class Splitter implements TelegramWalk.Visitor {

        private final PieceSink sink;
        private int chat = -1;

        Splitter(PieceSink sink) {
            this.sink = sink;
        }

        @Override
        public void chat() {
            chat++;
        }

        @Override
        public void message(JsonScanner json) throws IOException {
            Capture source = json.cut();
            sink.accept(
                    source.isWhole()
                            ? new Piece.Message(source.position(), headers(source), source)
                            : tooLong(source));
        }

        private static Piece tooLong(Capture source) {
            return new Piece.Reject(
                    source.position(),
                    "the message at byte "
                            + Figures.count(source.position())
                            + " has "
                            + Figures.count(source.length())
                            + " bytes, more than a record can hold; its first 64 KiB are kept",
                    source);
        }

        private Map<RawHeader, String> headers(Capture source) {
            Map<RawHeader, String> headers = new EnumMap<>(RawHeader.class);
            headers.putAll(chats.get(chat).headers());
            headers.put(RawHeader.EVENT_TYPE, MessageType.of(source.bytes()));
            headers.put(RawHeader.IMPORT_ZONE, zone.getId());
            return headers;
        }
    }
}
