/// The ingestor: listens to the configured accounts and imports files; everything ends as raw
/// events in the log. [Ingestor] is the program, [IngestorService] its running part for whoever
/// wants it in their own process, [Accounts] the one place that names the sources.
@NullMarked
package dev.tributary.ingestor;

import org.jspecify.annotations.NullMarked;
