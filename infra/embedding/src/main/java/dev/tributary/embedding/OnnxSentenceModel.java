package dev.tributary.embedding;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.onnxruntime.OrtException;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import dev.tributary.contract.config.Settings.Embedding.Pooling;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// A sentence-embedding model in this process, on ONNX Runtime. Gives the same vectors as
/// langchain4j's own in-process class for texts within the window, in less than half the time: no
/// spinning threads inside the runtime, and each text is tokenised once.
public final class OnnxSentenceModel implements EmbeddingModel, AutoCloseable {

    private final String name;
    private final SentenceTokenizer tokenizer;
    private final OnnxSession session;
    private final Pooling pooling;
    private final int threads;
    private final ExecutorService workers;

    /// As many as threads: whoever holds one may run the model.
    private final BlockingQueue<Workspace> workspaces;

    /// @param window in word pieces, special tokens included; longer texts are cut
    /// @param threads how many texts are embedded at the same time
    OnnxSentenceModel(ModelFiles files, Pooling pooling, int window, int threads) {
        this.name = files.name();
        this.tokenizer = new SentenceTokenizer(files.tokenizer(), window);
        this.session = new OnnxSession(files.model());
        this.pooling = pooling;
        this.threads = threads;
        this.workspaces = new ArrayBlockingQueue<>(threads);
        for (int i = 0; i < threads; i++) {
            workspaces.add(new Workspace());
        }
        this.workers =
                Executors.newFixedThreadPool(
                        threads, Thread.ofPlatform().daemon().name("embedding-", 1).factory());
    }

    @Override
    public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
        List<String> texts = segments.stream().map(TextSegment::text).toList();
        return Response.from(vectors(texts).stream().map(Embedding::from).toList());
    }

    @Override
    public int dimension() {
        return session.vectorDimension();
    }

    @Override
    public String modelName() {
        return name;
    }

    /// How many texts were longer than the window.
    public long textsCut() {
        return tokenizer.textsCut();
    }

    /// One vector a text, in the same order; one text runs on the caller's thread.
    List<float[]> vectors(List<String> texts) {
        if (texts.size() <= 1) {
            return texts.stream().map(this::vector).toList();
        }
        float[][] vectors = new float[texts.size()][];
        AtomicInteger next = new AtomicInteger();
        Runnable work =
                () -> {
                    for (int i = next.getAndIncrement();
                            i < vectors.length;
                            i = next.getAndIncrement()) {
                        vectors[i] = vector(texts.get(i));
                    }
                };
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < Math.min(threads, texts.size()); i++) {
            running.add(workers.submit(work));
        }
        running.forEach(OnnxSentenceModel::await);
        return List.of(vectors);
    }

    float[] vector(String text) {
        Encoding encoding = tokenizer.encode(text);
        try {
            Workspace workspace = workspaces.take();
            try {
                return SentencePooling.pool(
                        session.run(
                                encoding.getIds(),
                                encoding.getAttentionMask(),
                                encoding.getTypeIds(),
                                workspace),
                        encoding.getAttentionMask(),
                        session.vectorDimension(),
                        pooling);
            } finally {
                workspaces.add(workspace);
            }
        } catch (OrtException e) {
            throw new TextRefused(
                    "the model \"" + name + "\" failed on a text: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static void await(Future<?> work) {
        try {
            work.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("a text could not be embedded", e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static EmbeddingFailed interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new EmbeddingFailed("embedding was interrupted", e);
    }

    /// Ends the threads and frees the native memory. Nobody may be embedding any more.
    @Override
    public void close() {
        workers.close();
        session.close();
        tokenizer.close();
    }
}
