package dev.tributary.archive.feed;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// What a Postgres says of itself, as far as the feed cares.
///
/// @param mayReplicate whether the role may use replication slots
/// @param mayPublish whether the role may make a publication in this database
/// @param slotsFree how many replication slots can still be made
/// @param slotName what the feed's slot is called: slots belong to the whole server, so its name
///   carries the database
public record FeedFacts(
        String database,
        String role,
        String walLevel,
        boolean mayReplicate,
        boolean mayPublish,
        boolean hasPublication,
        boolean hasSlot,
        int slotsMost,
        int slotsFree,
        int walSendersMost,
        String slotName) {

    /// Fixed, because publications belong to a database.
    public static final String PUBLICATION = "tributary_feed";

    private static final String QUERY =
            """
            select current_database(), current_user, current_setting('wal_level'),
                   r.rolsuper or r.rolreplication or exists (
                       select from pg_roles hosted where hosted.rolname = 'rds_replication'
                       and pg_has_role(current_user, hosted.oid, 'member')),
                   has_database_privilege(current_database(), 'CREATE'),
                   exists (select from pg_publication where pubname = 'tributary_feed'),
                   exists (select from pg_replication_slots where slot_name = slot.name),
                   current_setting('max_replication_slots')::int,
                   current_setting('max_replication_slots')::int
                       - (select count(*) from pg_replication_slots)::int,
                   current_setting('max_wal_senders')::int,
                   slot.name
            from pg_roles r,
                 (select 'tributary_feed_' || oid as name from pg_database
                  where datname = current_database()) slot
            where r.rolname = current_user
            """;

    public static FeedFacts read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(QUERY)) {
            row.next();
            return new FeedFacts(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getBoolean(4),
                    row.getBoolean(5),
                    row.getBoolean(6),
                    row.getBoolean(7),
                    row.getInt(8),
                    row.getInt(9),
                    row.getInt(10),
                    row.getString(11));
        }
    }
}
