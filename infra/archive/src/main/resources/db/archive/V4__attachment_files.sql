-- Which file an attachment is, said apart from the version that is shown: a version from an export names no file, and
-- outranks the one that does where the service stamped the message with a later edit time than it shows. Of the version
-- of highest rank among those that name one.
create table attachment_files (
    account text collate "C" not null,
    chat    text collate "C" not null,
    message text collate "C" not null,
    ordinal smallint not null,
    kind    text not null,
    file_id text not null,
    size    bigint,
    rank    bytea not null,
    primary key (account, chat, message, ordinal)
);

insert into attachment_files (account, chat, message, ordinal, kind, file_id, size, rank)
select account, chat, message, ordinal, kind, file_id, size, rank from message_attachments where file_id is not null;

-- Kind and size are what tells that it is another file by now.
create or replace view attachments as
select a.account, a.chat, a.message, a.ordinal, a.kind, coalesce(a.file_id, n.file_id) as file_id, a.name, a.mime_type,
       coalesce(f.size, a.size) as size, a.path, a.rank, f.sha256, left(f.sha256, 2) || '/' || f.sha256 as stored
from message_attachments a
left join attachment_files n
    on a.file_id is null
    and n.account = a.account and n.chat = a.chat and n.message = a.message and n.ordinal = a.ordinal
    and n.kind = a.kind and coalesce(n.size = a.size, true)
left join files f on f.account = a.account and f.file_id = coalesce(a.file_id, n.file_id);
