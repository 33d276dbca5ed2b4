/// Which files of an account are fetched, and where their content is kept. [WantedFiles] finds them
/// in messages by [MediaRule], [FileStore] keeps what was fetched under its hash. The queue belongs
/// to the reader's thread; the store may be called from any.
@NullMarked
package dev.tributary.ingestor.telegram.media;

import org.jspecify.annotations.NullMarked;
