/// Files into the raw log. [ImportCommand] is the entry; [ImportRun] appends the pieces of a file
/// in transactions that carry the file's cursor. An importer never understands more of a message
/// than it needs to split: what a message means is the normaliser's business, so a better
/// normaliser never needs the file again. One thread reads, splits and appends; the memory that it
/// takes does not grow with the file.
@NullMarked
package dev.tributary.ingestor.imports;

import org.jspecify.annotations.NullMarked;
