package dev.tributary.archive.row;

import dev.tributary.contract.event.ChatEvent;
import dev.tributary.contract.event.ChatEvent.ChatChanged;
import dev.tributary.contract.event.ChatEvent.FileStored;
import dev.tributary.contract.event.ChatEvent.MembersChanged;
import dev.tributary.contract.event.ChatEvent.MessageDeleted;
import dev.tributary.contract.event.ChatEvent.MessagePinned;
import dev.tributary.contract.event.ChatEvent.MessageVersion;
import dev.tributary.contract.event.ChatEvent.UserChanged;
import dev.tributary.contract.event.ChatProfile;
import dev.tributary.contract.event.EventSource;
import dev.tributary.contract.event.UserProfile;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// What a set of events says, table by table, one row a key.
public record Rows(
        RowSet<String, AccountRow> accounts,
        RowSet<ChatKey, ChatRow> chats,
        RowSet<UserRow.Key, UserRow> users,
        RowSet<MemberRow.Key, MemberRow> members,
        RowSet<MessageKey, MessageRow> messages,
        RowSet<VersionRow.Key, VersionRow> versions,
        RowSet<AttachmentFileRow.Key, AttachmentFileRow> attachmentFiles,
        RowSet<FileRow.Key, FileRow> files,
        RowSet<MessageKey, PinRow> pins,
        RowSet<CoverageRow.Key, CoverageRow> coverage) {

    private static Rows none() {
        return new Rows(
                new RowSet<>(),
                new RowSet<>(),
                new RowSet<>(),
                new RowSet<>(),
                new RowSet<>(),
                new RowSet<>(),
                new RowSet<>(),
                new RowSet<>(),
                new RowSet<>(),
                new RowSet<>());
    }

    /// @throws java.time.DateTimeException if a time is outside what Postgres keeps
    public static Rows of(Collection<? extends ChatEvent> events) {
        Rows rows = none();
        events.forEach(rows::add);
        return rows;
    }

    /// What both say together; neither changes.
    public Rows merge(Rows other) {
        Rows merged = none();
        for (Rows part : new Rows[] {this, other}) {
            merged.accounts.addAll(part.accounts);
            merged.chats.addAll(part.chats);
            merged.users.addAll(part.users);
            merged.members.addAll(part.members);
            merged.messages.addAll(part.messages);
            merged.versions.addAll(part.versions);
            merged.attachmentFiles.addAll(part.attachmentFiles);
            merged.files.addAll(part.files);
            merged.pins.addAll(part.pins);
            merged.coverage.addAll(part.coverage);
        }
        return merged;
    }

    private void add(ChatEvent event) {
        accounts.add(AccountRow.of(event.source()));
        switch (event) {
            case MessageVersion version -> addVersion(version);
            case MessageDeleted deleted -> {
                messages.add(MessageRow.of(deleted));
                addChat(deleted.source(), null, deleted.deletedAt());
            }
            case MessagePinned pinned -> {
                messages.add(MessageRow.of(pinned));
                pins.add(PinRow.of(pinned));
                addChat(pinned.source(), null, pinned.at());
            }
            case MembersChanged changed -> addMembers(changed);
            case ChatChanged changed -> addChat(changed.source(), changed.chat(), changed.at());
            case UserChanged changed -> users.add(UserRow.of(changed));
            case FileStored stored -> files.add(FileRow.of(stored));
        }
    }

    private void addVersion(MessageVersion version) {
        EventSource source = version.source();
        Content content = Content.of(version);
        MessageRow row = MessageRow.of(version, content);
        messages.add(row);
        versions.add(VersionRow.of(row, content));
        AttachmentFileRow.of(row, content).forEach(attachmentFiles::add);
        if (version.sender() != null) {
            users.add(UserRow.of(source, version.sender(), version.versionAt()));
        }
        chats.add(ChatRow.of(source, version.chat(), version.versionAt()));
        coverage.add(CoverageRow.of(source, version.sentAt()));
    }

    private void addMembers(MembersChanged changed) {
        for (UserProfile member : changed.members()) {
            members.add(MemberRow.of(changed, member));
            users.add(UserRow.of(changed.source(), member, changed.at()));
        }
        addChat(changed.source(), null, changed.at());
    }

    private void addChat(EventSource source, @Nullable ChatProfile profile, Instant at) {
        chats.add(ChatRow.of(source, profile, at));
        coverage.add(CoverageRow.of(source, null));
    }
}
