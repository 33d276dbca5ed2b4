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
