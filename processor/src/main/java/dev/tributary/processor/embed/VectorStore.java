package dev.tributary.processor.embed;

import dev.tributary.archive.Archive;
import dev.tributary.archive.PositionLost;
import dev.tributary.archive.Positions;
import dev.tributary.archive.vectors.Placement;
import dev.tributary.archive.vectors.VectorState;
import dev.tributary.archive.vectors.Vectors;
import dev.tributary.contract.event.TextHash;
import dev.tributary.contract.vector.ModelFingerprint;
import dev.tributary.embedding.TextEmbedder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// This stage's transactions in Postgres, for one model.
final class VectorStore {

    private final Archive archive;
    private final ModelFingerprint fingerprint;

    VectorStore(Archive archive, ModelFingerprint fingerprint) {
        this.archive = archive;
        this.fingerprint = fingerprint;
    }

    VectorState register(TextEmbedder embedder) throws SQLException {
        return archive.inTransaction(tx ->
                Vectors.register(tx, fingerprint, embedder.modelName(), embedder.dimension()));
    }

    Set<TextHash> missing(Collection<TextHash> hashes) throws SQLException {
        return archive.inTransaction(tx -> Vectors.missing(tx, fingerprint, hashes));
    }

    /// Vectors and positions, both or neither.
    ///
    /// @return how many vectors were new
    /// @throws PositionLost if the group is elsewhere; nothing was written then
    int write(
            Map<TextHash, float[]> vectors,
            Placement placement,
            String group,
            List<Positions.Move> moves)
            throws SQLException {
        return archive.inTransaction(tx -> {
            if (!Positions.advance(tx, group, moves)) {
                throw new PositionLost(group);
            }
            return insert(tx, vectors, placement);
        });
    }

    /// Vectors without positions.
    ///
    /// @return how many were new
    int add(Map<TextHash, float[]> vectors, Placement placement) throws SQLException {
        return archive.inTransaction(tx -> insert(tx, vectors, placement));
    }

    private int insert(Connection tx, Map<TextHash, float[]> vectors, Placement placement)
            throws SQLException {
        Map<TextHash, float[]> fresh = new HashMap<>(vectors);
        fresh.keySet().retainAll(Vectors.missing(tx, fingerprint, vectors.keySet()));
        Vectors.insert(tx, fingerprint, fresh, placement);
        return fresh.size();
    }

    /// How many vectors are not in the index yet.
    long backlog() throws SQLException {
        return archive.inTransaction(
                tx -> Vectors.backlog(tx, Vectors.state(tx, fingerprint).orElseThrow()));
    }

    void markRestored() throws SQLException {
        archive.inTransaction(tx -> {
            Vectors.markRestored(tx, fingerprint);
            return true;
        });
    }

    /// Texts of messages that have no vector, by hash, after the one given.
    ///
    /// @param last the last hash that is wanted; null for all
    Map<TextHash, String> messagesWithout(byte[] after, byte @Nullable [] last, int limit)
            throws SQLException {
        return archive.inTransaction(tx -> {
            String sql =
                    """
                    select distinct on (m.text_hash) m.text_hash, m.text
                    from messages m
                    where m.text_hash > ? and m.text_hash <= coalesce(?, m.text_hash)
                      and not exists (
                        select 1 from tributary_shared.embeddings_%s e
                        where e.text_hash = m.text_hash)
                    order by m.text_hash
                    limit ?
                    """
                            .formatted(fingerprint);
            Map<TextHash, String> texts = new LinkedHashMap<>();
            try (PreparedStatement statement = tx.prepareStatement(sql)) {
                statement.setBytes(1, after);
                statement.setBytes(2, last);
                statement.setInt(3, limit);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        texts.put(
                                TextHash.ofBytes(rows.getBytes(1)),
                                TextHash.canonical(rows.getString(2)));
                    }
                }
            }
            return texts;
        });
    }
}
