package dev.tributary.standalone.bench;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.tributary.contract.config.SettingsLoader;
import dev.tributary.embedding.EmbeddingModels;
import dev.tributary.embedding.TextEmbedder;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// The embedder against the least that must happen: tokenise, run ONNX Runtime, one text a call,
/// one session of one thread a core, the same distinct texts.
final class EmbedBenchmark implements Benchmark.Ratio {

    private static final int TEXTS = 2_000;

    @Override
    public String name() {
        return "embed";
    }

    @Override
    public String description() {
        return "%,d distinct texts, the embedder against raw ONNX Runtime, one text a call"
                .formatted(TEXTS);
    }

    @Override
    public String unit() {
        return "texts";
    }

    @Override
    public Benchmark.Sides open(Consumer<String> progress) throws Exception {
        return new Run(Corpus.find(System.getenv()).texts(TEXTS));
    }

    private static final class Run implements Benchmark.Sides {

        private static final int THREADS = Runtime.getRuntime().availableProcessors();

        private final List<String> texts;
        private final TextEmbedder embedder =
                EmbeddingModels.open(SettingsLoader.load(null, Map.of()).embedding());
        private final ExecutorService workers = Executors.newFixedThreadPool(THREADS);
        private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
        private final OrtSession session;
        private final HuggingFaceTokenizer tokenizer;

        Run(List<String> texts) throws Exception {
            this.texts = texts;
            OrtSession.SessionOptions options = new OrtSession.SessionOptions();
            options.setIntraOpNumThreads(1);
            this.session =
                    environment.createSession(
                            resource("/all-minilm-l6-v2-q.onnx").readAllBytes(), options);
            this.tokenizer =
                    HuggingFaceTokenizer.newInstance(
                            resource("/all-minilm-l6-v2-q-tokenizer.json"),
                            Map.of(
                                    "padding",
                                    "false",
                                    "truncation",
                                    "true",
                                    "maxLength",
                                    "256",
                                    "modelMaxLength",
                                    "256"));
        }

        private static InputStream resource(String name) {
            InputStream stream = EmbeddingModels.class.getResourceAsStream(name);
            if (stream == null) {
                throw new IllegalStateException(
                        "the built-in model \"" + name + "\" is not in the build");
            }
            return stream;
        }

        @Override
        public double subject() {
            long started = System.nanoTime();
            embedder.embedPassages(texts);
            return texts.size() / ((System.nanoTime() - started) / 1e9);
        }

        @Override
        public double yardstick() throws Exception {
            long started = System.nanoTime();
            List<Future<Integer>> parts =
                    IntStream.range(0, THREADS)
                            .mapToObj(part -> workers.submit(() -> runEvery(part)))
                            .toList();
            for (Future<Integer> part : parts) {
                part.get();
            }
            return texts.size() / ((System.nanoTime() - started) / 1e9);
        }

        private int runEvery(int first) throws Exception {
            int components = 0;
            for (int i = first; i < texts.size(); i += THREADS) {
                Encoding encoding = tokenizer.encode(texts.get(i));
                try (OnnxTensor ids =
                                OnnxTensor.createTensor(
                                        environment, new long[][] {encoding.getIds()});
                        OnnxTensor mask =
                                OnnxTensor.createTensor(
                                        environment, new long[][] {encoding.getAttentionMask()});
                        OnnxTensor types =
                                OnnxTensor.createTensor(
                                        environment, new long[][] {encoding.getTypeIds()});
                        OrtSession.Result result =
                                session.run(
                                        Map.of(
                                                "input_ids",
                                                ids,
                                                "attention_mask",
                                                mask,
                                                "token_type_ids",
                                                types))) {
                    components += ((float[][][]) result.get(0).getValue())[0].length;
                }
            }
            return components;
        }

        @Override
        public void close() {
            workers.close();
            tokenizer.close();
            embedder.close();
            try {
                session.close();
            } catch (OrtException e) {
                throw new IllegalStateException("the yardstick's session does not close", e);
            }
        }
    }
}
