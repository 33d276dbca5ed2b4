/// The archive in Postgres: its schema and the one way to write into it. [Archive] migrates and
/// lends connections; [ArchiveWriter] applies events, in any order, inside the caller's
/// transaction; [Positions] moves a consumer's position in that same transaction; [ArchiveChecksum]
/// says whether two archives are equal; [ShadowArchive] is the second schema that a rebuild fills
/// and swaps in. Everything is thread-safe except connections, which belong to their caller.
@NullMarked
package dev.tributary.archive;

import org.jspecify.annotations.NullMarked;
