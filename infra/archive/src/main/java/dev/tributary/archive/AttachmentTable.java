package dev.tributary.archive;

import static dev.tributary.archive.Column.fixed;
import static dev.tributary.archive.Column.key;

import dev.tributary.archive.row.Content;
import dev.tributary.archive.row.MessageKey;
import dev.tributary.archive.row.MessageRow;
import dev.tributary.archive.row.Rank;
import dev.tributary.contract.event.Attachment;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The table `message_attachments`, what the view `attachments` says without which files they are
/// and where those are stored: those of the version that `messages` shows. They come and go with
/// it, after the messages are merged and their rows are locked.
final class AttachmentTable {

    /// One attachment of a version.
    record Row(MessageKey message, int ordinal, Attachment attachment, Rank rank) {}

    static final Table<Row> ATTACHMENTS =
            new Table<>(
                    "message_attachments",
                    List.of(
                            key("account", "text"),
                            key("chat", "text"),
                            key("message", "text"),
                            key("ordinal", "smallint"),
                            fixed("kind", "text"),
                            fixed("file_id", "text"),
                            fixed("name", "text"),
                            fixed("mime_type", "text"),
                            fixed("size", "bigint"),
                            fixed("path", "text"),
                            fixed("rank", "bytea")),
                    AttachmentTable::encode);

    /// Takes away what belongs to versions that a staged one has outranked. The staged messages are
    /// few and the attachments many, hence the look-up row by row.
    static final String DELETE_OUTRANKED =
            """
            delete from message_attachments where ctid = any (array (
                select outranked.ctid
                from stage_messages said
                cross join lateral (
                    select a.ctid from message_attachments a
                    where a.account = said.account and a.chat = said.chat
                      and a.message = said.message and a.rank < said.rank
                    offset 0) outranked))
            """;

    /// Adds what belongs to the versions that are shown now.
    static final String INSERT_SHOWN =
            """
            insert into message_attachments
                (account, chat, message, ordinal, kind, file_id, name, mime_type, size, path, rank)
            select account, chat, message, ordinal, kind, file_id, name, mime_type, size, path, rank
            from stage_message_attachments said
            where (select m.rank = said.rank from messages m
                   where m.account = said.account and m.chat = said.chat
                     and m.message = said.message)
            on conflict (account, chat, message, ordinal) do nothing
            """;

    private AttachmentTable() {}

    static List<Row> of(List<MessageRow> messages) {
        return messages.stream().flatMap(AttachmentTable::of).toList();
    }

    private static Stream<Row> of(MessageRow message) {
        Content content = message.content().value();
        if (content == null) {
            return Stream.empty();
        }
        List<Attachment> attachments = content.attachments();
        return IntStream.range(0, attachments.size())
                .mapToObj(i ->
                        new Row(message.key(), i, attachments.get(i), message.content().rank()));
    }

    private static void encode(Row row, BinaryCopy copy) {
        Attachment attachment = row.attachment();
        Tables.message(row.message(), copy);
        copy.smallint(row.ordinal());
        copy.text(attachment.kind());
        copy.text(attachment.fileId());
        copy.text(attachment.name());
        copy.text(attachment.mimeType());
        copy.bigint(attachment.size());
        copy.text(attachment.path());
        copy.bytes(row.rank().bytes());
    }
}
