/// Who answers: [Archive] is the seam, with an engine in this process ([EngineArchive]) or the
/// resident query daemon ([DaemonArchive]) behind it. Nothing is opened before the first question.
/// Calls come from any thread, each blocks its own; interrupting it stops the question in Postgres.
@NullMarked
package dev.tributary.mcp.archive;

import org.jspecify.annotations.NullMarked;
