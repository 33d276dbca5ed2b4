/// What is wrong with an installation and what to do about it. [Examination] looks at Kafka,
/// Postgres and the disk and alters nothing; [Diagnosis] is what it found, to be shown.
@NullMarked
package dev.tributary.cli.doctor;

import org.jspecify.annotations.NullMarked;
