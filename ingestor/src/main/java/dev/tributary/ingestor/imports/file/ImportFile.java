package dev.tributary.ingestor.imports.file;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// A file that somebody asked to import. It knows how to open itself, gzip or not, and how to say
/// what is wrong with it: every complaint about a file begins here, so that they sound alike.
public record ImportFile(Path path) {

    private static final int GZIP_MAGIC = 0x1f8b;
    private static final int LITTLE_ENDIAN_MARK = 0xfffe;
    private static final int BIG_ENDIAN_MARK = 0xfeff;

    /// @throws ImportRefused if it is a directory
    public static ImportFile of(Path path) {
        if (Files.isDirectory(path)) {
            throw new ImportRefused(
                    "\"" + path + "\" is a directory; name the file in it that is to be imported");
        }
        return new ImportFile(path);
    }

    /// The beginning of a sentence about the file.
    ///
    /// @param predicate goes on after the file's name
    public ImportRefused refused(String predicate) {
        return new ImportRefused("the file \"" + path + "\" " + predicate);
    }

    /// The unpacked bytes of an already opened stream of the file, from their first.
    ///
    /// @throws ImportRefused if they are none, or UTF-16
    Unpacked unpack(InputStream raw) throws IOException {
        InputStream packed = new BufferedInputStream(raw, 64 * 1024);
        boolean gzip = firstTwo(packed) == GZIP_MAGIC;
        Unpacked bytes = new Unpacked(gzip ? gunzip(packed) : packed);
        return switch (firstTwo(bytes)) {
            case -1 -> throw refused("is empty; export again, or check what wrote it");
            case LITTLE_ENDIAN_MARK, BIG_ENDIAN_MARK, '{', '{' << 8, '[', '[' << 8 ->
                    throw refused(
                            "is UTF-16; convert it to UTF-8: iconv -f UTF-16 -t UTF-8 \""
                                    + path.getFileName()
                                    + "\" > utf8.json");
            default -> bytes;
        };
    }

    /// A sentence for what the file system or the unpacking says.
    ImportRefused refused(IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> refused("does not exist; check the path");
            case AccessDeniedException _ ->
                    refused(
                            "cannot be read: permission denied; let the user \""
                                    + System.getProperty("user.name")
                                    + "\" read it (chmod, chown) or import a copy");
            case EOFException _ ->
                    refused(
                            "ends in the middle of its gzip data; what was before is imported; copy"
                                    + " or export it again and import it again: nothing doubles");
            case ZipException _ ->
                    refused(
                            "has broken gzip data; what was before is imported; copy or export it"
                                    + " again and import it again: nothing doubles");
            default ->
                    refused(
                            "cannot be read to its end ("
                                    + e.getMessage()
                                    + "); what was before is imported; check the disk and import"
                                    + " again: it goes on");
        };
    }

    /// What the census found, where the text as a whole is of another encoding.
    ImportRefused refusedEncoding(Utf8Census census) {
        return refused(
                "is not UTF-8: the byte 0x%02X at byte ".formatted(census.firstStrayByte())
                        + Figures.count(census.firstStray())
                        + " belongs to no character; convert it, for example: iconv -f WINDOWS-1251"
                        + " -t UTF-8 \""
                        + path.getFileName()
                        + "\" > utf8.json");
    }

    InputStream open() throws IOException {
        return Files.newInputStream(path);
    }

    long size() throws IOException {
        return Files.size(path);
    }

    private static InputStream gunzip(InputStream packed) throws IOException {
        return new GZIPInputStream(packed, 64 * 1024);
    }

    /// The first two bytes as one number, which stay next; -1 where there are none.
    private static int firstTwo(InputStream in) throws IOException {
        in.mark(2);
        byte[] two = in.readNBytes(2);
        in.reset();
        return switch (two.length) {
            case 0 -> -1;
            case 1 -> (two[0] & 0xff) << 8 | ' ';
            default -> (two[0] & 0xff) << 8 | (two[1] & 0xff);
        };
    }
}
