package dev.tributary.ingestor.imports.jsonl;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.raw.ContentType;
import dev.tributary.contract.raw.RawHeader;
import dev.tributary.ingestor.imports.file.ByteWindow;
import dev.tributary.ingestor.imports.file.Capture;
import dev.tributary.ingestor.imports.file.Figures;
import dev.tributary.ingestor.imports.file.ImportFile;
import dev.tributary.ingestor.imports.file.ImportFormat;
import dev.tributary.ingestor.imports.file.ImportPlan;
import dev.tributary.ingestor.imports.file.ImportRefused;
import dev.tributary.ingestor.imports.file.Piece;
import dev.tributary.ingestor.imports.file.PieceSink;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/// One message a line, as docs/jsonl.md says. The position of a message is its line's number. A bad
/// line among good ones is rejected by itself; a file that begins with nothing but bad ones is
/// something else.
public final class JsonLines implements ImportFormat {

    /// So many bad lines at the beginning, without a good one, and the file is refused.
    private static final int FIRST_LINES = 10;

    private final AccountId account;

    public JsonLines(AccountId account) {
        this.account = account;
    }

    @Override
    public ImportPlan survey(ByteWindow bytes, ImportFile file) throws IOException {
        Lines lines = new Lines(bytes);
        Optional<Lines.Line> first = lines.next();
        if (first.isEmpty()) {
            throw file.refused("holds no line but empty ones; check what wrote it");
        }
        Optional<Lines.Line> line = first;
        for (int seen = 0; seen < FIRST_LINES && line.isPresent(); seen++) {
            if (fault(line.get()).isEmpty()) {
                return new Plan(account);
            }
            line = lines.next();
        }
        throw notOurs(file, first.get());
    }

    private static ImportRefused notOurs(ImportFile file, Lines.Line first) {
        String fault = fault(first).map(found -> found.at(first.number())).orElse("");
        String hint =
                switch (first.source().bytes()[0]) {
                    case '[' ->
                            "a JSON array becomes lines by: jq -c '.[]' \""
                                    + file.path().getFileName()
                                    + "\" > lines.jsonl";
                    case '{' ->
                            "for Telegram's result.json there is: ingestor import telegram-export";
                    default -> "each line must be one JSON object";
                };
        return file.refused(
                "is not in the jsonl format (none of its first lines is; "
                        + fault
                        + "); "
                        + hint
                        + "; the format is described in docs/jsonl.md");
    }

    private static Optional<LineFault> fault(Lines.Line line) {
        Capture source = line.source();
        return source.isWhole()
                ? LineFault.of(source.bytes())
                : Optional.of(
                        new LineFault(
                                1,
                                "the line has "
                                        + Figures.count(source.length())
                                        + " bytes, more than a record can hold; its first 64 KiB"
                                        + " are kept"));
    }

    private record Plan(AccountId account) implements ImportPlan {

        private static final Map<RawHeader, String> HEADERS =
                Map.of(RawHeader.EVENT_TYPE, "message");

        @Override
        public ContentType contentType() {
            return ContentType.JSONL_MESSAGE;
        }

        @Override
        public void split(ByteWindow bytes, PieceSink sink) throws IOException {
            Lines lines = new Lines(bytes);
            Optional<Lines.Line> next = lines.next();
            while (next.isPresent()) {
                sink.accept(piece(next.get()));
                next = lines.next();
            }
        }

        private static Piece piece(Lines.Line line) {
            return fault(line)
                    .<Piece>map(fault ->
                            new Piece.Reject(line.number(), fault.at(line.number()), line.source()))
                    .orElseGet(() -> new Piece.Message(line.number(), HEADERS, line.source()));
        }
    }
}
