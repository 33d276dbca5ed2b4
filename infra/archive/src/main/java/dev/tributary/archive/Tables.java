package dev.tributary.archive;

import static dev.tributary.archive.Column.byRank;
import static dev.tributary.archive.Column.fixed;
import static dev.tributary.archive.Column.greatest;
import static dev.tributary.archive.Column.key;
import static dev.tributary.archive.Column.least;

import dev.tributary.archive.row.AccountRow;
import dev.tributary.archive.row.AttachmentFileRow;
import dev.tributary.archive.row.AttachmentFileRow.Named;
import dev.tributary.archive.row.ChatKey;
import dev.tributary.archive.row.ChatRow;
import dev.tributary.archive.row.Content;
import dev.tributary.archive.row.CoverageRow;
import dev.tributary.archive.row.FileRow;
import dev.tributary.archive.row.FileRow.Stored;
import dev.tributary.archive.row.MemberRow;
import dev.tributary.archive.row.MemberRow.Membership;
import dev.tributary.archive.row.MessageKey;
import dev.tributary.archive.row.PinRow;
import dev.tributary.archive.row.PinRow.Pin;
import dev.tributary.archive.row.Rank;
import dev.tributary.archive.row.UserRow;
import dev.tributary.archive.row.VersionRow;
import dev.tributary.contract.raw.Origin;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The tables whose rows merge by themselves, column by column as the schema has them. Messages and
/// their attachments have files of their own.
final class Tables {

    static final Table<AccountRow> ACCOUNTS =
            new Table<>(
                    "accounts",
                    List.of(key("account", "text"), fixed("source", "text")),
                    (row, copy) -> {
                        copy.text(row.account());
                        copy.text(row.source());
                    });

    static final Table<ChatRow> CHATS =
            new Table<>(
                    "chats",
                    List.of(
                            key("account", "text"),
                            key("chat", "text"),
                            byRank("kind", "text", "kind_rank"),
                            byRank("title", "text", "title_rank"),
                            greatest("kind_rank", "bytea"),
                            greatest("title_rank", "bytea")),
                    (row, copy) -> {
                        chat(row.key(), copy);
                        copy.text(row.kind().value());
                        copy.text(row.title().value());
                        copy.bytes(row.kind().rank().bytes());
                        copy.bytes(row.title().rank().bytes());
                    });

    static final Table<UserRow> USERS =
            new Table<>(
                    "users",
                    List.of(
                            key("account", "text"),
                            key("user_id", "text"),
                            byRank("display_name", "text", "display_name_rank"),
                            byRank("handle", "text", "handle_rank"),
                            byRank("contact", "boolean", "contact_rank"),
                            greatest("display_name_rank", "bytea"),
                            greatest("handle_rank", "bytea"),
                            greatest("contact_rank", "bytea")),
                    (row, copy) -> {
                        copy.text(row.key().account());
                        copy.text(row.key().user());
                        copy.text(row.displayName().value());
                        copy.text(row.handle().value());
                        copy.bool(row.contact().value());
                        copy.bytes(row.displayName().rank().bytes());
                        copy.bytes(row.handle().rank().bytes());
                        copy.bytes(row.contact().rank().bytes());
                    });

    static final Table<MemberRow> MEMBERS =
            new Table<>(
                    "members",
                    List.of(
                            key("account", "text"),
                            key("chat", "text"),
                            key("user_id", "text"),
                            byRank("present", "boolean"),
                            byRank("changed_at", "timestamptz"),
                            byRank("changed_by", "text"),
                            greatest("rank", "bytea")),
                    (row, copy) -> {
                        Membership membership = Objects.requireNonNull(row.membership().value());
                        chat(row.key().chat(), copy);
                        copy.text(row.key().user());
                        copy.bool(membership.present());
                        copy.time(membership.changedAt());
                        copy.text(membership.by());
                        copy.bytes(row.membership().rank().bytes());
                    });

    static final Table<VersionRow> VERSIONS =
            new Table<>(
                    "message_versions",
                    List.of(
                            key("account", "text"),
                            key("chat", "text"),
                            key("message", "text"),
                            key("edited_at", "timestamptz"),
                            key("content_hash", "bytea"),
                            least("sent_at", "timestamptz"),
                            fixed("kind", "text"),
                            byRank("text", "text"),
                            byRank("attachment_kinds", "text[]"),
                            byRank("origin", "smallint"),
                            greatest("rank", "bytea")),
                    Tables::version);

    static final Table<AttachmentFileRow> ATTACHMENT_FILES =
            new Table<>(
                    "attachment_files",
                    List.of(
                            key("account", "text"),
                            key("chat", "text"),
                            key("message", "text"),
                            key("ordinal", "smallint"),
                            byRank("kind", "text"),
                            byRank("file_id", "text"),
                            byRank("size", "bigint"),
                            greatest("rank", "bytea")),
                    (row, copy) -> {
                        Named named = Objects.requireNonNull(row.named().value());
                        message(row.key().message(), copy);
                        copy.smallint(row.key().ordinal());
                        copy.text(named.kind());
                        copy.text(named.file());
                        copy.bigint(named.size());
                        copy.bytes(row.named().rank().bytes());
                    });

    static final Table<FileRow> FILES =
            new Table<>(
                    "files",
                    List.of(
                            key("account", "text"),
                            key("file_id", "text"),
                            byRank("sha256", "text"),
                            byRank("size", "bigint"),
                            greatest("rank", "bytea")),
                    (row, copy) -> {
                        Stored stored = Objects.requireNonNull(row.stored().value());
                        copy.text(row.key().account());
                        copy.text(row.key().file());
                        copy.text(stored.sha256());
                        copy.bigint(stored.size());
                        copy.bytes(row.stored().rank().bytes());
                    });

    static final Table<PinRow> PINS =
            new Table<>(
                    "pins",
                    List.of(
                            key("account", "text"),
                            key("chat", "text"),
                            key("message", "text"),
                            byRank("pinned", "boolean"),
                            byRank("changed_at", "timestamptz"),
                            greatest("rank", "bytea")),
                    (row, copy) -> {
                        Pin pin = Objects.requireNonNull(row.pin().value());
                        message(row.key(), copy);
                        copy.bool(pin.pinned());
                        copy.time(pin.changedAt());
                        copy.bytes(row.pin().rank().bytes());
                    });

    static final Table<CoverageRow> COVERAGE =
            new Table<>(
                    "coverage",
                    List.of(
                            key("account", "text"),
                            key("chat", "text"),
                            key("origin", "smallint"),
                            least("first_sent_at", "timestamptz"),
                            greatest("last_sent_at", "timestamptz"),
                            greatest("last_received_at", "timestamptz")),
                    (row, copy) -> {
                        chat(row.key().chat(), copy);
                        copy.smallint(code(row.key().origin()));
                        copy.time(row.firstSentAt());
                        copy.time(row.lastSentAt());
                        copy.time(row.lastReceivedAt());
                    });

    private Tables() {}

    static void chat(ChatKey key, BinaryCopy copy) {
        copy.text(key.account());
        copy.text(key.chat());
    }

    static void message(MessageKey key, BinaryCopy copy) {
        chat(key.chat(), copy);
        copy.text(key.message());
    }

    /// The column `origin`.
    static @Nullable Integer code(@Nullable Origin origin) {
        return origin == null ? null : Rank.code(origin);
    }

    private static void version(VersionRow row, BinaryCopy copy) {
        Content content = Objects.requireNonNull(row.content().value());
        message(row.key().message(), copy);
        if (row.key().editedAt().equals(VersionRow.Key.POSTED)) {
            copy.minusInfinity();
        } else {
            copy.time(row.key().editedAt());
        }
        copy.bytes(row.key().words().bytes());
        copy.time(row.sentAt());
        copy.text(content.kind());
        copy.text(content.text());
        copy.texts(content.attachmentKinds());
        copy.smallint(code(content.origin()));
        copy.bytes(row.content().rank().bytes());
    }
}
