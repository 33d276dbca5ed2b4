/// What the ingestor tells about itself over HTTP on loopback: [IngestorStatus]. Other programs
/// read the accounts' status here; nothing can be changed.
@NullMarked
package dev.tributary.ingestor.status;

import org.jspecify.annotations.NullMarked;
