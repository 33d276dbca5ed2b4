package dev.tributary.ingestor.telegram.tdlib;

import dev.tributary.ingestor.progress.CountedStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/// A file from a server or from this machine, with a word on every tenth of it.
final class TdDownload {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MEGABYTE = 1_000_000;

    private final HttpClient http;
    private final Consumer<String> talk;

    TdDownload(HttpClient http, Consumer<String> talk) {
        this.http = http;
        this.talk = talk;
    }

    static HttpClient client() {
        return HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(PATIENCE)
                .build();
    }

    /// @throws IOException that says which file and why
    InputStream open(URI address) throws IOException, InterruptedException {
        HttpResponse<InputStream> response;
        try {
            response =
                    http.send(
                            HttpRequest.newBuilder(address).timeout(PATIENCE).build(),
                            BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new IOException(
                    "\"" + address + "\" cannot be reached (" + e.getClass().getSimpleName() + ")",
                    e);
        }
        if (response.statusCode() != 200) {
            response.body().close();
            throw new IOException("\"" + address + "\" answers " + response.statusCode());
        }
        long length = response.headers().firstValueAsLong("content-length").orElse(0);
        return watched(response.body(), length);
    }

    InputStream open(Path file) throws IOException {
        return watched(Files.newInputStream(file), Files.size(file));
    }

    private InputStream watched(InputStream in, long length) {
        Tenths tenths = new Tenths(length);
        return new CountedStream(in, tenths::advance);
    }

    private final class Tenths {

        private final long length;
        private long done;
        private long said;

        /// @param length 0 if nobody said it; then nothing is told
        Tenths(long length) {
            this.length = length;
        }

        void advance(int bytes) {
            done += bytes;
            if (length > 0 && done * 10 / length > said) {
                said = done * 10 / length;
                talk.accept(said * 10 + " % of " + length / MEGABYTE + " MB");
            }
        }
    }
}
