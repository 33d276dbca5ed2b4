package dev.tributary.embedding;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// A sentence-embedding model on disk.
///
/// @param name for people
/// @param tokenizer Hugging Face's `tokenizer.json`
/// @param model the ONNX file; ONNX Runtime reads it from disk, since a copy on the heap would
///   double its memory while loading
/// @param digest SHA-256 over both files, hexadecimal
/// @param temporary the folder to delete on close; equal to the model's own folder
record ModelFiles(String name, Path tokenizer, Path model, String digest, boolean temporary)
        implements AutoCloseable {

    private static final String BUILT_IN = "all-minilm-l6-v2-q";

    /// The quantised all-MiniLM-L6-v2 of langchain4j's jar, unpacked.
    static ModelFiles builtIn() {
        try {
            Path directory = Files.createTempDirectory("tributary-model-");
            Path tokenizer = directory.resolve("tokenizer.json");
            Path model = directory.resolve("model.onnx");
            unpack("/" + BUILT_IN + "-tokenizer.json", tokenizer);
            unpack("/" + BUILT_IN + ".onnx", model);
            return new ModelFiles(BUILT_IN, tokenizer, model, digest(model, tokenizer), true);
        } catch (IOException e) {
            throw new ModelUnusable(
                    "the built-in model cannot be unpacked to \""
                            + System.getProperty("java.io.tmpdir")
                            + "\" ("
                            + e.getMessage()
                            + "); it needs 25 MB there, or set java.io.tmpdir",
                    e);
        }
    }

    static ModelFiles in(Path directory) {
        Path tokenizer = existing(directory, "tokenizer.json");
        Path model = existing(directory, "model.onnx");
        try {
            return new ModelFiles(
                    nameIn(directory), tokenizer, model, digest(model, tokenizer), false);
        } catch (IOException e) {
            throw new ModelUnusable(
                    "the model in \"" + directory + "\" cannot be read: " + e.getMessage(), e);
        }
    }

    /// @param directory null for the built-in model
    static String nameIn(@Nullable Path directory) {
        if (directory == null) {
            return BUILT_IN;
        }
        Path name = directory.toAbsolutePath().normalize().getFileName();
        return name == null ? "model" : name.toString();
    }

    private static Path existing(Path directory, String file) {
        Path path = directory.resolve(file);
        if (!Files.isReadable(path)) {
            throw new ModelUnusable(
                    "embedding.directory \""
                            + directory
                            + "\" has no readable "
                            + file
                            + "; it must hold tokenizer.json and model.onnx of a"
                            + " sentence-embedding model");
        }
        return path;
    }

    private static void unpack(String resource, Path target) throws IOException {
        try (InputStream in = ModelFiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new ModelUnusable(
                        "the built-in model's \""
                                + resource
                                + "\" is not on the class path; reinstall, or set"
                                + " embedding.directory");
            }
            Files.copy(in, target);
        }
    }

    private static String digest(Path... files) throws IOException {
        MessageDigest sha256 = Fingerprints.sha256();
        for (Path file : files) {
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256)) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
            }
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    @Override
    public void close() {
        if (!temporary) {
            return;
        }
        try {
            Files.deleteIfExists(tokenizer);
            Files.deleteIfExists(model);
            Path directory = model.getParent();
            if (directory != null) {
                Files.deleteIfExists(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the unpacked model \"" + model + "\" cannot be deleted", e);
        }
    }
}
