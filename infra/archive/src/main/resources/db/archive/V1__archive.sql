-- The archive: a function of the set of events. Every table of content is a join-semilattice: a row only moves up,
-- by the greater rank, by "or", by the smaller or greater time. So no order of events, no repeat and no split into
-- batches changes where it ends.
--
-- rank (bytea, compared bytewise) = time in microseconds, origin, raw partition, raw offset, digest of the content.
-- Equal ranks mean equal content. An empty rank is below all others: nothing said it yet.
--
-- Names are unqualified, because a rebuild makes the same tables in another schema and swaps by renaming.
-- Identifiers compare bytewise ("C"): they are opaque, and it is faster. There are no foreign keys: a reply may
-- be known before what it answers.
--
-- origin: 0 import, 1 backfill, 2 live.

create table accounts (
    account text collate "C" not null primary key,
    source  text collate "C" not null
);

-- kind: private, group, channel. Each field has a rank of its own: an event that says nothing of a field never clears it.
create table chats (
    account    text collate "C" not null,
    chat       text collate "C" not null,
    kind       text,
    title      text,
    kind_rank  bytea not null,
    title_rank bytea not null,
    primary key (account, chat)
);

create table users (
    account           text collate "C" not null,
    user_id           text collate "C" not null,
    display_name      text,
    handle            text,
    display_name_rank bytea not null,
    handle_rank       bytea not null,
    primary key (account, user_id)
);

create table members (
    account    text collate "C" not null,
    chat       text collate "C" not null,
    user_id    text collate "C" not null,
    present    boolean not null,
    changed_at timestamptz not null,
    changed_by text collate "C",
    rank       bytea not null,
    primary key (account, chat, user_id)
);

-- The version of highest rank. A row with an empty rank was never seen posted: a delete or a pin spoke of it;
-- its text is empty and its origin null. A deleted row keeps its text. kind: message, service. reply_to_chat and thread_chat are always filled where there is
-- a target, also when it is the message's own chat.
create table messages (
    account        text collate "C" not null,
    chat           text collate "C" not null,
    message        text collate "C" not null,
    message_number bigint,
    sender         text collate "C",
    sent_at        timestamptz,
    edited_at      timestamptz,
    kind           text not null,
    text           text not null,
    text_hash      bytea,
    reply_to_chat    text collate "C",
    reply_to_message text collate "C",
    thread_chat      text collate "C",
    thread_message   text collate "C",
    forwarded_from text,
    deleted        boolean not null,
    deleted_at     timestamptz,
    origin         smallint,
    first_position bigint not null,
    rank           bytea not null,
    -- A prefix, because to_tsvector fails the whole statement above 1 MB of lexemes.
    tsv            tsvector not null generated always as (
        to_tsvector('tributary_shared.tributary_text'::regconfig, tributary_shared.tributary_fold(left(text, 100000)))) stored,
    primary key (account, chat, message)
);

-- Order in a chat: sent_at, then message_number, or first_position where that is null.
create index messages_in_chat on messages (account, chat, sent_at desc nulls last, message_number desc nulls last);
create index messages_newest on messages (sent_at desc nulls last);
create index messages_tsv on messages using gin (tsv);
create index messages_trigrams on messages using gin (text gin_trgm_ops);
create index messages_text_hash on messages (text_hash) where text_hash is not null;
create index messages_replies on messages (account, reply_to_chat, reply_to_message)
    where reply_to_message is not null;
create index messages_thread on messages (account, thread_chat, thread_message)
    where thread_message is not null;

-- Each distinct (edit time, content). edited_at is -infinity for what was posted and not yet edited: part of a key,
-- so never null. content_hash covers kind, text and the kinds of the attachments.
create table message_versions (
    account          text collate "C" not null,
    chat             text collate "C" not null,
    message          text collate "C" not null,
    edited_at        timestamptz not null,
    content_hash     bytea not null,
    sent_at          timestamptz,
    kind             text not null,
    text             text not null,
    attachment_kinds text[] not null,
    origin           smallint not null,
    rank             bytea not null,
    primary key (account, chat, message, edited_at, content_hash)
);

-- Of the version that messages shows; rank is that version's.
create table attachments (
    account   text collate "C" not null,
    chat      text collate "C" not null,
    message   text collate "C" not null,
    ordinal   smallint not null,
    kind      text not null,
    file_id   text,
    name      text,
    mime_type text,
    size      bigint,
    path      text,
    rank      bytea not null,
    primary key (account, chat, message, ordinal)
);

create table pins (
    account    text collate "C" not null,
    chat       text collate "C" not null,
    message    text collate "C" not null,
    pinned     boolean not null,
    changed_at timestamptz not null,
    rank       bytea not null,
    primary key (account, chat, message)
);

-- The span of a chat that each origin has brought.
create table coverage (
    account          text collate "C" not null,
    chat             text collate "C" not null,
    origin           smallint not null,
    first_sent_at    timestamptz,
    last_sent_at     timestamptz,
    last_received_at timestamptz not null,
    primary key (account, chat, origin)
);

-- Where a consumer group goes on, moved by compare-and-set in the transaction that writes the rows.
create table ingest_positions (
    consumer_group text collate "C" not null,
    topic          text collate "C" not null,
    partition      integer not null,
    next_offset    bigint not null,
    primary key (consumer_group, topic, partition)
);
