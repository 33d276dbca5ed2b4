package dev.tributary.query;

import dev.tributary.contract.answer.Answer.EmbeddingStatus;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// What the archive knows of vectors.
final class VectorTables {

    private final Session session;

    VectorTables(Session session) {
        this.session = session;
    }

    /// The vectors of a model; empty if none was ever stored.
    Optional<VectorTable> of(String fingerprint) throws SQLException {
        return tables(Sql.of("WHERE fingerprint = ?", fingerprint)).stream().findFirst();
    }

    /// The vectors of the model that came last, for those who only count.
    Optional<VectorTable> newest() throws SQLException {
        return tables(Sql.of("ORDER BY registered_at DESC LIMIT 1")).stream().findFirst();
    }

    private List<VectorTable> tables(Sql which) throws SQLException {
        return session.list(
                Sql.of(
                                "SELECT fingerprint, model, dimension FROM"
                                        + " tributary_shared.embedding_models")
                        .then(which),
                row ->
                        new VectorTable(
                                "tributary_shared.embeddings_" + row.getString("fingerprint"),
                                row.getString("model"),
                                row.getInt("dimension"),
                                "ready",
                                List.of()));
    }

    EmbeddingStatus status(VectorTable table) throws SQLException {
        return session.first(
                        Sql.of(
                                "SELECT count(*) AS texts, count(e.text_hash) AS embedded FROM"
                                        + " (SELECT DISTINCT text_hash FROM tributary.messages"
                                        + " WHERE text_hash IS NOT NULL AND NOT deleted) m LEFT"
                                        + " JOIN "
                                        + table.name()
                                        + " e USING (text_hash)"),
                        row ->
                                new EmbeddingStatus(
                                        table.model(),
                                        table.dimension(),
                                        row.getLong("texts"),
                                        row.getLong("embedded"),
                                        table.indexing()))
                .orElseThrow();
    }
}
