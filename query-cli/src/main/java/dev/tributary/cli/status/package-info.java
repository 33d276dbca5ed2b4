/// How the whole stack is doing, from three places that may each be away: the archive, the log
/// ([LogProgress]) and the ingestor ([IngestorStatus]). [StackStatus] puts them together.
@NullMarked
package dev.tributary.cli.status;

import org.jspecify.annotations.NullMarked;
