package dev.tributary.ingestor.imports.file;

/// Takes the pieces of a file in the file's order, on the splitter's thread. An exception ends the
/// splitting; the splitter lets it pass.
@FunctionalInterface
public interface PieceSink {
    void accept(Piece piece);
}
