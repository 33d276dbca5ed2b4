package dev.tributary.archive;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/// The schemas of the archive. Statements name tables without a schema; the search path decides
/// which archive they mean.
enum Schema {
    /// What readers see.
    LIVE("tributary"),
    /// What a rebuild fills.
    SHADOW("tributary_rebuild"),
    /// What a rebuild has replaced and not yet dropped.
    REPLACED("tributary_replaced"),
    /// Extensions, text search, vectors: never swapped.
    SHARED("tributary_shared");

    private final String sqlName;

    Schema(String sqlName) {
        this.sqlName = sqlName;
    }

    String sqlName() {
        return sqlName;
    }

    /// This schema first, then what all share, then whatever the owner of the cluster has put into
    /// `public`.
    String searchPath() {
        return this == SHARED ? "tributary_shared,public" : sqlName + ",tributary_shared,public";
    }

    /// Points the rest of the transaction at this schema.
    void use(Connection tx) throws SQLException {
        try (PreparedStatement set =
                tx.prepareStatement("select set_config('search_path', ?, true)")) {
            set.setString(1, searchPath());
            set.execute();
        }
    }
}
