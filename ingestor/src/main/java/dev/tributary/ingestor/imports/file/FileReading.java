package dev.tributary.ingestor.imports.file;

import dev.tributary.contract.topic.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The two passes over a file: the first hashes and surveys it, the second splits it.
public final class FileReading {

    /// The headers of a record need room beside the value.
    private static final int LONGEST_VALUE = Topics.MAX_RECORD_BYTES - 64 * 1024;

    private static final int KEPT_OF_LONGER = 64 * 1024;

    private final ImportFile file;
    private final Progress progress;

    public FileReading(ImportFile file, Progress progress) {
        this.file = file;
        this.progress = progress;
    }

    /// @param sha256 of the file as it lies on the disk, lower-case hex
    public record Surveyed(ImportPlan plan, String sha256) {}

    public Surveyed survey(ImportFormat format) {
        MessageDigest digest = sha256();
        try (InputStream raw = open("reading")) {
            InputStream hashed = new DigestInputStream(raw, digest);
            Utf8Census census = new Utf8Census(file.unpack(hashed));
            ImportPlan plan = survey(format, census);
            drain(census);
            if (census.isAnotherEncoding()) {
                throw file.refusedEncoding(census);
            }
            drain(hashed);
            return new Surveyed(plan, HexFormat.of().formatHex(digest.digest()));
        } catch (IOException e) {
            throw file.refused(e);
        } finally {
            progress.end();
        }
    }

    public void split(ImportPlan plan, PieceSink sink) {
        try (InputStream raw = open("importing")) {
            Unpacked bytes = file.unpack(raw);
            plan.split(window(bytes), sink);
            if (bytes.breakage().isPresent()) {
                throw file.refused(bytes.breakage().get());
            }
        } catch (IOException e) {
            throw file.refused(e);
        } finally {
            progress.end();
        }
    }

    private InputStream open(String pass) throws IOException {
        progress.begin(pass, file.size());
        return progress.watch(file.open());
    }

    private ImportPlan survey(ImportFormat format, Utf8Census census) throws IOException {
        try {
            return format.survey(window(census), file);
        } catch (ImportRefused e) {
            // A text in another encoding looks like broken JSON first.
            throw census.isAnotherEncoding() ? file.refusedEncoding(census) : e;
        }
    }

    private static ByteWindow window(InputStream bytes) throws IOException {
        ByteWindow window = new ByteWindow(bytes, LONGEST_VALUE, KEPT_OF_LONGER);
        for (int mark : new int[] {0xef, 0xbb, 0xbf}) {
            if (window.peek() == mark) {
                window.pass();
            }
        }
        return window;
    }

    private static void drain(InputStream in) throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
