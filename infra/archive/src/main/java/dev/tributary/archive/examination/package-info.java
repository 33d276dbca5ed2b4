/// Whether a Postgres can hold the archive. [PostgresExamination] connects, asks and alters
/// nothing; [PostgresRequirements] judges what it said, with the SQL that mends each thing.
@NullMarked
package dev.tributary.archive.examination;

import org.jspecify.annotations.NullMarked;
