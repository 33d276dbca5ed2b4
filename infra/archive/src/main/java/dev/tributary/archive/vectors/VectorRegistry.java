package dev.tributary.archive.vectors;

import dev.tributary.contract.vector.ModelFingerprint;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Table `embedding_models`: a row a model that has a table.
final class VectorRegistry {

    static final String NAME = VectorTable.SCHEMA + ".embedding_models";

    private static final String DDL =
            """
            create table if not exists %s (
                fingerprint   text primary key,
                model         text not null,
                dimension     integer not null,
                indexed       integer not null default 0,
                filling       integer not null default 1,
                restored      boolean not null default false,
                reach         integer not null default 0,
                registered_at timestamptz not null default now()
            )
            """
                    .formatted(NAME);

    /// For archives of earlier versions.
    private static final String ADD_REACH =
            "alter table " + NAME + " add column reach integer not null default 0";

    private static final String HAS_REACH =
            "select count(*) from pg_attribute where attrelid = '"
                    + NAME
                    + "'::regclass and attname = 'reach'";

    private VectorRegistry() {}

    /// Makes the table, or brings it up to date.
    static void create(Connection tx) throws SQLException {
        try (Statement statement = tx.createStatement()) {
            statement.execute(DDL);
            // Asked first, because altering waits for every reader.
            if (number(tx, HAS_REACH) == 0) {
                statement.execute(ADD_REACH);
            }
        }
    }

    static boolean exists(Connection tx) throws SQLException {
        return number(tx, "select (to_regclass('" + NAME + "') is not null)::int") == 1;
    }

    static void add(Connection tx, ModelFingerprint fingerprint, String model, int dimension)
            throws SQLException {
        String sql = "insert into " + NAME + " (fingerprint, model, dimension) values (?, ?, ?)";
        try (PreparedStatement statement = tx.prepareStatement(sql)) {
            statement.setString(1, fingerprint.value());
            statement.setString(2, model);
            statement.setInt(3, dimension);
            statement.executeUpdate();
        }
    }

    static Optional<VectorState> read(Connection tx, ModelFingerprint fingerprint)
            throws SQLException {
        return rows(tx, " where fingerprint = '" + fingerprint + "'").stream().findFirst();
    }

    static List<VectorState> all(Connection tx) throws SQLException {
        return rows(tx, " order by registered_at desc, fingerprint");
    }

    private static List<VectorState> rows(Connection tx, String which) throws SQLException {
        List<VectorState> states = new ArrayList<>();
        String sql =
                "select fingerprint, model, dimension, indexed, filling, restored from "
                        + NAME
                        + which;
        try (Statement statement = tx.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                ModelFingerprint fingerprint = new ModelFingerprint(row.getString(1));
                int indexed = row.getInt(4);
                states.add(
                        new VectorState(
                                fingerprint,
                                row.getString(2),
                                row.getInt(3),
                                indexed,
                                row.getInt(5),
                                newest(tx, fingerprint) > indexed,
                                row.getBoolean(6)));
            }
        }
        return states;
    }

    /// How far the outposts of a model reach; 0 while none were ever chosen.
    static int reach(Connection tx, ModelFingerprint fingerprint) throws SQLException {
        return (int)
                number(
                        tx,
                        "select reach from " + NAME + " where fingerprint = '" + fingerprint + "'");
    }

    /// But for the outposts. The end of the index on generation: takes no time, whatever is in the
    /// table.
    private static long newest(Connection tx, ModelFingerprint fingerprint) throws SQLException {
        return number(
                tx,
                "select coalesce(max(generation), 0) from "
                        + new VectorTable(fingerprint).name()
                        + " where generation < "
                        + VectorTable.OUTPOST);
    }

    /// @param assignment of constants of ours alone
    static void update(Connection tx, ModelFingerprint fingerprint, String assignment)
            throws SQLException {
        try (Statement statement = tx.createStatement()) {
            statement.executeUpdate(
                    "update "
                            + NAME
                            + " set "
                            + assignment
                            + " where fingerprint = '"
                            + fingerprint
                            + "'");
        }
    }

    static long number(Connection tx, String sql) throws SQLException {
        try (Statement statement = tx.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
