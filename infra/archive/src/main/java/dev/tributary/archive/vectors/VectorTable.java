package dev.tributary.archive.vectors;

import dev.tributary.contract.vector.ModelFingerprint;

/// The names of one model's table and indexes.
record VectorTable(ModelFingerprint fingerprint) {

    static final String SCHEMA = "tributary_shared";

    /// Two components are 2 bytes; pgvector's HNSW takes up to so many in half precision.
    static final int MOST_DIMENSIONS = 4_000;

    /// The generation of the [Outposts], beyond every other: no index covers it.
    static final int OUTPOST = Integer.MAX_VALUE;

    String name() {
        return SCHEMA + "." + simpleName();
    }

    String simpleName() {
        return "embeddings_" + fingerprint;
    }

    String index(int generation) {
        return simpleName() + "_hnsw_" + generation;
    }

    /// @param concurrently whether writers go on meanwhile
    String createIndex(int generation, boolean concurrently) {
        return "create index "
                + (concurrently ? "concurrently " : "")
                + index(generation)
                + " on "
                + name()
                + " using hnsw (embedding halfvec_cosine_ops) with (m = 16, ef_construction = 64)"
                + " where generation <= "
                + generation;
    }

    String ddl(int dimension) {
        return """
        create table %1$s (
            text_hash  bytea primary key,
            embedding  halfvec(%2$d) not null,
            generation integer not null
        );
        create index %3$s_generation on %1$s (generation);
        """
                .formatted(name(), dimension, simpleName());
    }
}
