package dev.tributary.archive.examination;

import dev.tributary.archive.feed.FeedFacts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a Postgres says of itself, as far as the archive cares.
///
/// @param major its version
/// @param isTls whether this connection is encrypted
/// @param knowsCyrillic whether the database's locale does
/// @param mayCreate whether the role may make schemas in the database
/// @param maintenanceBytes what an index build may hold in memory
/// @param slotKeepsBytes how much log a slot that nobody reads may hold back; negative for any
/// @param databaseBytes how large the database is
/// @param freeConnections that other clients leave
record PostgresFacts(
        String version,
        int major,
        boolean isTls,
        String encoding,
        boolean knowsCyrillic,
        boolean mayCreate,
        long maintenanceBytes,
        long slotKeepsBytes,
        long databaseBytes,
        int freeConnections,
        Instant time,
        List<Extension> extensions,
        FeedFacts feed) {

    PostgresFacts {
        extensions = List.copyOf(extensions);
    }

    /// @param installed its version in this database; null if it is not in it
    /// @param offered the version that the server could make; null if it has no such extension
    /// @param mayMake whether this role may make it
    record Extension(
            String name, @Nullable String installed, @Nullable String offered, boolean mayMake) {}

    /// Of the sessions of other roles one sees the database and no type.
    private static final String SERVER =
            """
            select current_setting('server_version'),
                   current_setting('server_version_num')::int / 10000,
                   coalesce((select ssl from pg_stat_ssl where pid = pg_backend_pid()), false),
                   pg_encoding_to_char(encoding), lower('Ё') = 'ё',
                   has_database_privilege(current_database(), 'CREATE'),
                   (select setting::bigint * 1024 from pg_settings
                       where name = 'maintenance_work_mem'),
                   coalesce((select setting::bigint * 1024 * 1024 from pg_settings
                       where name = 'max_slot_wal_keep_size'), -1),
                   pg_database_size(oid),
                   current_setting('max_connections')::int
                       - (select count(*)::int from pg_stat_activity
                           where datid is not null
                           and coalesce(backend_type, 'client backend') = 'client backend'),
                   extract(epoch from clock_timestamp())::float8
            from pg_database where datname = current_database()
            """;

    private static final String EXTENSIONS =
            """
            select a.name, a.installed_version, a.default_version,
                   coalesce(v.trusted and has_database_privilege(current_database(), 'CREATE'),
                       false) or r.rolsuper
            from pg_available_extensions a
            left join pg_available_extension_versions v
                on v.name = a.name and v.version = a.default_version
            cross join pg_roles r
            where r.rolname = current_user and a.name in ('vector', 'pg_trgm', 'unaccent')
            """;

    static PostgresFacts read(Connection connection) throws SQLException {
        FeedFacts feed = FeedFacts.read(connection);
        List<Extension> extensions = extensions(connection);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SERVER)) {
            row.next();
            return new PostgresFacts(
                    row.getString(1),
                    row.getInt(2),
                    row.getBoolean(3),
                    row.getString(4),
                    row.getBoolean(5),
                    row.getBoolean(6),
                    row.getLong(7),
                    row.getLong(8),
                    row.getLong(9),
                    row.getInt(10),
                    Instant.ofEpochMilli((long) (row.getDouble(11) * 1000)),
                    extensions,
                    feed);
        }
    }

    private static List<Extension> extensions(Connection connection) throws SQLException {
        List<Extension> extensions = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(EXTENSIONS)) {
            while (rows.next()) {
                extensions.add(
                        new Extension(
                                rows.getString(1),
                                rows.getString(2),
                                rows.getString(3),
                                rows.getBoolean(4)));
            }
        }
        return extensions;
    }
}
