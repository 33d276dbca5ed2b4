/// Text in, vector out. [EmbeddingModels] opens the model that the configuration names and returns
/// a [TextEmbedder]; [OnnxSentenceModel] is our own langchain4j model on ONNX Runtime. Vectors have
/// length 1, and the same text gives the same bits each time. Everything here may be called from
/// any thread; the work runs on as many threads as the configuration says, one text a thread at a
/// time.
@NullMarked
package dev.tributary.embedding;

import org.jspecify.annotations.NullMarked;
