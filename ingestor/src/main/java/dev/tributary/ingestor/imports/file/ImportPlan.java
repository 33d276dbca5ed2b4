package dev.tributary.ingestor.imports.file;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.raw.ContentType;
import java.io.IOException;

/// What a survey found out, and so how to split the file.
public interface ImportPlan {

    AccountId account();

    ContentType contentType();

    /// Delivers every piece of the same bytes that were surveyed, in order.
    ///
    /// @throws ImportRefused at the place where the file breaks; all pieces before it have been
    ///   delivered
    void split(ByteWindow bytes, PieceSink sink) throws IOException;
}
