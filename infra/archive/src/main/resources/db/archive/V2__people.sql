-- Whether the account has the person in its address book; null where nothing said so.
alter table users
    add column contact boolean,
    add column contact_rank bytea not null default ''::bytea;

-- message_versions.content_hash: of a service message it covers the kind alone, because its text names people as they
-- were called on the day of reading. The row shows the wording of the highest rank.
