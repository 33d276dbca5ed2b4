package dev.tributary.ingestor.imports;

import dev.tributary.contract.raw.Origin;
import dev.tributary.contract.raw.RawEvent;
import dev.tributary.contract.raw.RawHeader;
import dev.tributary.ingestor.append.CursorKey;
import dev.tributary.ingestor.append.LogUnavailable;
import dev.tributary.ingestor.append.RejectedEvent;
import dev.tributary.ingestor.imports.file.Capture;
import dev.tributary.ingestor.imports.file.FileReading;
import dev.tributary.ingestor.imports.file.ImportFile;
import dev.tributary.ingestor.imports.file.ImportFormat;
import dev.tributary.ingestor.imports.file.ImportRefused;
import dev.tributary.ingestor.imports.file.Piece;
import dev.tributary.ingestor.imports.file.PieceSink;
import dev.tributary.ingestor.imports.file.Progress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One file into the log: survey it, ask the log how far it came before, append the rest. The
/// cursor `import:<sha256>` moves in the same transactions as the records, so a run that was ended
/// in any way is continued by the next, and a finished one appends nothing.
final class ImportRun {

    private static final Map<RawHeader, String> REJECTED = Map.of(RawHeader.EVENT_TYPE, "unknown");

    private final ImportLog.Opener logs;
    private final Clock clock;
    private final Progress progress;
    private final StopRequest stop;
    private final LogRetry retry;

    ImportRun(
            ImportLog.Opener logs,
            Clock clock,
            Progress progress,
            StopRequest stop,
            LogRetry retry) {
        this.logs = logs;
        this.clock = clock;
        this.progress = progress;
        this.stop = stop;
        this.retry = retry;
    }

    /// @throws ImportRefused if nothing of the file can be imported
    /// @throws LogUnavailable if the log does not take it, however often it is tried
    ImportResult run(ImportFile file, ImportFormat format) throws InterruptedException {
        Instant begun = clock.instant();
        FileReading reading = new FileReading(file, progress);
        FileReading.Surveyed surveyed = reading.survey(format);
        Tries tries = tries(surveyed, reading);
        return new ImportResult(
                file,
                surveyed.plan().account(),
                tries.before(),
                tries.after(),
                tries.firstRejects(),
                tries.refusal(),
                stop.isRequested() && !tries.after().complete(),
                Duration.between(begun, clock.instant()));
    }

    /// @param before the cursor that the first of them found
    /// @param after the cursor that the last of them left
    /// @param refusal why the file could not be read to its end
    private record Tries(
            ImportCursor before,
            ImportCursor after,
            List<String> firstRejects,
            Optional<String> refusal) {}

    /// Goes on from the log's cursor after each failure of the log.
    private Tries tries(FileReading.Surveyed surveyed, FileReading reading)
            throws InterruptedException {
        CursorKey key = new CursorKey(surveyed.plan().account(), "import:" + surveyed.sha256());
        SortedMap<Long, String> rejects = new TreeMap<>();
        @Nullable ImportCursor first = null;
        while (true) {
            try (ImportLog log = logs.open(key)) {
                ImportCursor before = log.cursor().map(ImportCursor::of).orElse(ImportCursor.START);
                retry.goesOnFrom(before);
                first = first == null ? before : first;
                Appending appending = new Appending(log, before, surveyed, rejects);
                Optional<String> refusal =
                        before.complete() ? Optional.empty() : appending.all(reading);
                return new Tries(first, appending.cursor, List.copyOf(rejects.values()), refusal);
            } catch (LogUnavailable e) {
                retry.after(e);
            }
        }
    }

    /// Ends a splitting from inside of it.
    private static final class Stopped extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Stopped() {
            super("stopped", null, false, false);
        }
    }

    /// Gathers pieces into steps, so that the log is not asked about its clock a hundred thousand
    /// times a second.
    private final class Appending implements PieceSink {

        private static final int MOST_PIECES = 64;
        private static final int MOST_BYTES = 256 * 1024;
        private static final int MOST_REASONS = 10;

        private final ImportLog log;
        private final FileReading.Surveyed surveyed;
        private final List<RawEvent> events = new ArrayList<>();
        private final List<RejectedEvent> rejected = new ArrayList<>();
        private final SortedMap<Long, String> firstRejects;
        private ImportCursor cursor;
        private long bytes;

        /// @param firstRejects by position: what a failed try rejected, the next one rejects again
        Appending(
                ImportLog log,
                ImportCursor before,
                FileReading.Surveyed surveyed,
                SortedMap<Long, String> firstRejects) {
            this.log = log;
            this.cursor = before;
            this.surveyed = surveyed;
            this.firstRejects = firstRejects;
        }

        /// @return why the file could not be read to its end
        Optional<String> all(FileReading reading) {
            try {
                reading.split(surveyed.plan(), this);
                cursor = cursor.completed();
                commit();
                return Optional.empty();
            } catch (ImportRefused e) {
                commit();
                return Optional.of(e.sentence());
            } catch (Stopped e) {
                commit();
                return Optional.empty();
            }
        }

        @Override
        public void accept(Piece piece) {
            if (stop.isRequested()) {
                throw new Stopped();
            }
            if (piece.position() <= cursor.through()) {
                return;
            }
            add(piece);
            cursor = cursor.after(piece);
            if (events.size() + rejected.size() >= MOST_PIECES || bytes >= MOST_BYTES) {
                step();
            }
        }

        private void add(Piece piece) {
            switch (piece) {
                case Piece.Message message -> {
                    events.add(event(message.position(), message.headers(), message.source()));
                    progress.messages(1);
                    bytes += message.source().length();
                }
                case Piece.Reject reject -> {
                    Capture source = reject.source();
                    rejected.add(
                            new RejectedEvent(
                                    event(reject.position(), REJECTED, source),
                                    reject.reason(),
                                    source.length()));
                    bytes += source.bytes().length;
                    if (firstRejects.size() < MOST_REASONS) {
                        firstRejects.put(reject.position(), reject.reason());
                    }
                }
            }
        }

        private RawEvent event(long position, Map<RawHeader, String> known, Capture source) {
            Map<RawHeader, String> headers = new EnumMap<>(RawHeader.class);
            headers.putAll(known);
            headers.put(RawHeader.EVENT_ID, Long.toString(position));
            headers.put(RawHeader.CONTENT_TYPE, surveyed.plan().contentType().value());
            headers.put(RawHeader.ORIGIN, Origin.IMPORT.wireName());
            headers.put(
                    RawHeader.RECEIVED_AT,
                    clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
            headers.put(RawHeader.IMPORT_ID, surveyed.sha256());
            return new RawEvent(surveyed.plan().account(), headers, source.bytes());
        }

        private void step() {
            log.append(events, rejected, cursor.cursor());
            events.clear();
            rejected.clear();
            bytes = 0;
        }

        private void commit() {
            step();
            log.commit();
        }
    }
}
