/// How far something long is: a [CountedStream] tells the bytes that pass through it.
@NullMarked
package dev.tributary.ingestor.progress;

import org.jspecify.annotations.NullMarked;
