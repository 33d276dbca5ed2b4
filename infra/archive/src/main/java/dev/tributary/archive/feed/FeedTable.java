package dev.tributary.archive.feed;

import dev.tributary.contract.event.ChatEvent;
import dev.tributary.contract.raw.Origin;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The table `tributary_shared.feed`.
public final class FeedTable {

    /// Qualified, as a publication names it.
    public static final String NAME = "tributary_shared.feed";

    /// Names come from the archive that leads the search path, where the batch has just put what it
    /// knows of them. Ids follow the order of the events.
    private static final String APPEND =
            """
            insert into tributary_shared.feed
                (account, chat, message, kind, sender, sender_name, chat_title, at, text)
            select account, chat, message, kind, sender,
                   (select u.display_name from users u
                       where u.account = said.account and u.user_id = said.sender),
                   (select c.title from chats c
                       where c.account = said.account and c.chat = said.chat),
                   timestamptz 'epoch' + at * interval '1 microsecond',
                   text
            from (select number, account, chat, message, kind, at, text,
                         coalesce(sender, (select m.sender from messages m
                             where m.account = row.account and m.chat = row.chat
                             and m.message = row.message and row.kind = 'DELETED')) as sender
                  from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[],
                              ?::text[])
                      with ordinality as row (account, chat, message, kind, sender, at, text,
                                              number)) said
            order by number
            """;

    private static final String PRUNE =
            """
            delete from tributary_shared.feed where id in (
                select id from (select id, written_at from tributary_shared.feed
                                order by id limit ?) oldest
                where written_at < clock_timestamp() - ? * interval '1 millisecond')
            """;

    private FeedTable() {}

    /// Those of the events that are live, in their order.
    ///
    /// @param tx the transaction that has written what the events say into the archive
    public static void append(Connection tx, List<ChatEvent> events) throws SQLException {
        List<FeedRow> rows =
                events.stream()
                        .filter(event -> event.source().origin() == Origin.LIVE)
                        .map(FeedRow::find)
                        .flatMap(Optional::stream)
                        .toList();
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = tx.prepareStatement(APPEND)) {
            texts(insert, 1, rows, row -> row.source().account().toString());
            texts(insert, 2, rows, row -> row.source().chat().value());
            texts(insert, 3, rows, row -> row.message() == null ? null : row.message().value());
            texts(insert, 4, rows, row -> row.kind().name());
            texts(insert, 5, rows, FeedRow::senderId);
            insert.setArray(
                    6, tx.createArrayOf("bigint", rows.stream().map(FeedRow::atMicros).toArray()));
            texts(insert, 7, rows, FeedRow::text);
            insert.executeUpdate();
        }
    }

    /// Deletes rows that are older than that, so many at most.
    ///
    /// @return how many
    public static int prune(Connection connection, Duration age, int most) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(PRUNE)) {
            delete.setInt(1, most);
            delete.setLong(2, age.toMillis());
            return delete.executeUpdate();
        }
    }

    private static void texts(
            PreparedStatement statement,
            int parameter,
            List<FeedRow> rows,
            Function<FeedRow, @Nullable String> column)
            throws SQLException {
        // Not toList(): there are nulls.
        Object[] values = new Object[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.apply(rows.get(i));
        }
        statement.setArray(parameter, statement.getConnection().createArrayOf("text", values));
    }
}
