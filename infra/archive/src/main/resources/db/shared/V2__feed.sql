-- The change feed's source: one row for each live change, written in the transaction that makes it, read by logical
-- replication, deleted after an hour. A rebuild neither swaps it nor writes into it. Rows are only inserted and deleted.

-- Ids grow for ever, also where a database is made anew: they begin at the time of its making, in microseconds. A
-- reader tells a repeat by them.
create sequence feed_id;
select setval('feed_id', (extract(epoch from clock_timestamp()) * 1000000)::bigint);

-- kind: POSTED, EDITED, DELETED, CHAT. message and sender are null where the chat itself changed.
create table feed (
    id          bigint not null default nextval('tributary_shared.feed_id') primary key,
    account     text collate "C" not null,
    chat        text collate "C" not null,
    message     text collate "C",
    kind        text not null,
    sender      text collate "C",
    sender_name text,
    chat_title  text,
    at          timestamptz not null,
    text        text not null,
    written_at  timestamptz not null default clock_timestamp()
);
