-- Where the content of a file is: in the ingestor's files, under its hash. A service's name of a file, file_id, means the
-- same bytes in every message, so the content is said once for all of them.
create table files (
    account text collate "C" not null,
    file_id text collate "C" not null,
    sha256  text collate "C" not null,
    size    bigint not null,
    rank    bytea not null,
    primary key (account, file_id)
);

-- Readers ask for attachments and see both. A view, because a message and its file come in any order and through
-- different writers: filled in by either, a column would stay empty where two writers do not see each other.
alter table attachments rename to message_attachments;

-- sha256 and stored are null where the content was not fetched; stored is relative to the directory of the files.
create view attachments as
select a.account, a.chat, a.message, a.ordinal, a.kind, a.file_id, a.name, a.mime_type, coalesce(f.size, a.size) as size,
       a.path, a.rank, f.sha256, left(f.sha256, 2) || '/' || f.sha256 as stored
from message_attachments a
left join files f on f.account = a.account and f.file_id = a.file_id;
