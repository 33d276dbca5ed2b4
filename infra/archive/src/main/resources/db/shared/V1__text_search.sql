-- What a rebuild never swaps. Names are unqualified: the search path is tributary_shared, public, so that
-- extensions are found wherever the cluster's owner has put them.

create extension if not exists vector with schema tributary_shared;
create extension if not exists pg_trgm with schema tributary_shared;
create extension if not exists unaccent with schema tributary_shared;

-- One configuration for both languages: Postgres' own "russian" stems Cyrillic words as Russian and Latin words
-- as English. unaccent in front of the stemmers folds é to e and ё to е, and leaves й alone (its rules hold no й).
create text search configuration tributary_text (copy = pg_catalog.russian);
alter text search configuration tributary_text
    alter mapping for word, hword, hword_part with unaccent, russian_stem;
alter text search configuration tributary_text
    alter mapping for asciiword, asciihword, hword_asciipart with english_stem;
alter text search configuration tributary_text
    alter mapping for numword, numhword, hword_numpart with unaccent, simple;

-- What both documents and questions go through before the configuration sees them. The parser takes "Cafés" for a
-- word of no language in particular, which the Russian stemmer leaves as it is, and "cafes" for an English one; so the
-- marks of Latin letters are taken off first. Everything else is only composed: й stays й, however it was typed.
-- Texts without marks, nearly all, are only looked at.
create function tributary_fold(value text) returns text
    language sql immutable strict parallel safe
    return case
        when value ~ '[À-ɏ\u0300-\u036fḀ-ỿ]'
        then normalize(regexp_replace(normalize(value, NFD), '([A-Za-z])[\u0300-\u036f]+', '\1', 'g'), NFC)
        else value
    end;
