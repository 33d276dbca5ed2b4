package dev.tributary.embedding;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One ONNX Runtime session: the weights are in memory once, and several threads run it at a time,
/// each one text on one thread. Measured against a session a thread it is a fifth faster (the
/// weights stay in the shared cache) and 50 MB smaller; against ONNX Runtime's own threads it takes
/// half the processor time. Batches are not used: quantisation scales a whole batch, so a vector
/// would depend on its neighbours.
final class OnnxSession implements AutoCloseable {

    private static final Set<String> KNOWN_INPUTS =
            Set.of("input_ids", "attention_mask", "token_type_ids");

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final String output;
    private final int dimension;

    OnnxSession(Path model) {
        this.environment =
                OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "tributary");
        OrtSession opened = null;
        try {
            opened = open(environment, model);
            checkInputs(opened, model);
            this.output = output(opened, model);
            this.session = opened;
            this.dimension = dimension();
        } catch (OrtException e) {
            closeQuietly(opened);
            throw new ModelUnusable(
                    "\"" + model + "\" is no model that ONNX Runtime can run: " + e.getMessage(),
                    e);
        } catch (ModelUnusable e) {
            closeQuietly(opened);
            throw e;
        }
    }

    private static OrtSession open(OrtEnvironment environment, Path model) throws OrtException {
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            // The arena keeps the most that any text ever needed, and is no faster here.
            options.setCPUArenaAllocator(false);
            return environment.createSession(model.toString(), options);
        }
    }

    private static void checkInputs(OrtSession session, Path model) {
        Set<String> inputs = session.getInputNames();
        if (!inputs.contains("input_ids") || !KNOWN_INPUTS.containsAll(inputs)) {
            throw new ModelUnusable(
                    "\""
                            + model
                            + "\" is no sentence-embedding model: its inputs are "
                            + inputs
                            + " and must be input_ids, attention_mask and, if it wants them,"
                            + " token_type_ids");
        }
    }

    /// The first output of shape (batch, tokens, dimension).
    private static String output(OrtSession session, Path model) throws OrtException {
        Map<String, NodeInfo> outputs = session.getOutputInfo();
        return outputs.entrySet().stream()
                .filter(o ->
                        o.getValue().getInfo() instanceof TensorInfo t && t.getShape().length == 3)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() ->
                        new ModelUnusable(
                                "\""
                                        + model
                                        + "\" is no sentence-embedding model: none of its"
                                        + " outputs "
                                        + outputs.keySet()
                                        + " has the shape (batch, tokens, dimension);"
                                        + " export it with its last hidden state"));
    }

    /// Asks the model where its file leaves the size of a vector open.
    private int dimension() throws OrtException {
        NodeInfo info = session.getOutputInfo().get(output);
        if (info != null && info.getInfo() instanceof TensorInfo tensor) {
            long declared = tensor.getShape()[2];
            if (declared > 0) {
                return (int) declared;
            }
        }
        try (OnnxTensor one = OnnxTensor.createTensor(environment, new long[][] {{1}});
                OrtSession.Result result =
                        session.run(
                                Map.copyOf(
                                        session.getInputNames().stream()
                                                .collect(
                                                        Collectors.toMap(
                                                                name -> name, name -> one))))) {
            return (int) ((TensorInfo) result.get(output).orElseThrow().getInfo()).getShape()[2];
        }
    }

    int vectorDimension() {
        return dimension;
    }

    /// Runs one text.
    ///
    /// @param workspace whose buffers hold the tokens and take the answer; nobody else may use it
    ///   meanwhile
    /// @return a row of [#vectorDimension()] numbers a token, in the workspace: valid until its
    ///   next use
    FloatBuffer run(long[] ids, long[] attention, long[] types, Workspace workspace)
            throws OrtException {
        long[] shape = {1, ids.length};
        workspace.reserve(ids.length, dimension);
        FloatBuffer hidden = workspace.hidden(ids.length * dimension);
        try (OnnxTensor idTensor = tensor(workspace.ids(ids), shape);
                OnnxTensor attentionTensor = tensor(workspace.attention(attention), shape);
                OnnxTensor typeTensor = tensor(workspace.types(types), shape);
                OnnxTensor answer =
                        OnnxTensor.createTensor(
                                environment, hidden, new long[] {1, ids.length, dimension})) {
            Map<String, OnnxTensor> inputs = new HashMap<>(KNOWN_INPUTS.size());
            for (String name : session.getInputNames()) {
                inputs.put(
                        name,
                        switch (name) {
                            case "input_ids" -> idTensor;
                            case "attention_mask" -> attentionTensor;
                            default -> typeTensor;
                        });
            }
            session.run(inputs, Map.of(output, answer)).close();
            return hidden;
        }
    }

    private OnnxTensor tensor(LongBuffer values, long[] shape) throws OrtException {
        return OnnxTensor.createTensor(environment, values, shape);
    }

    @Override
    public void close() {
        closeQuietly(session);
    }

    private static void closeQuietly(@Nullable OrtSession session) {
        try {
            if (session != null) {
                session.close();
            }
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot close a session", e);
        }
    }
}
