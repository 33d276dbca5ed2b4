package dev.tributary.ingestor.imports;

import dev.tributary.ingestor.append.Cursor;
import dev.tributary.ingestor.imports.file.Piece;

/// How far a file is in the log.
///
/// @param through the position of the last piece that is there; -1 before the first
/// @param messages in the raw log
/// @param rejected in the dead letters
/// @param complete whether the file was read to its end
record ImportCursor(long through, long messages, long rejected, boolean complete) {

    static final ImportCursor START = new ImportCursor(-1, 0, 0, false);

    private static final String COMPLETE = "complete";
    private static final String PARTIAL = "partial";

    static ImportCursor of(Cursor cursor) {
        String[] parts = cursor.value().split(" ", -1);
        return new ImportCursor(
                Long.parseLong(parts[1]),
                Long.parseLong(parts[2]),
                Long.parseLong(parts[3]),
                parts[0].equals(COMPLETE));
    }

    Cursor cursor() {
        return new Cursor(
                (complete ? COMPLETE : PARTIAL) + " " + through + " " + messages + " " + rejected);
    }

    ImportCursor after(Piece piece) {
        return switch (piece) {
            case Piece.Message message ->
                    new ImportCursor(message.position(), messages + 1, rejected, false);
            case Piece.Reject reject ->
                    new ImportCursor(reject.position(), messages, rejected + 1, false);
        };
    }

    ImportCursor completed() {
        return new ImportCursor(through, messages, rejected, true);
    }
}
