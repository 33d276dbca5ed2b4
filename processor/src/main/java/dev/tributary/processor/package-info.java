/// The processor: raw topics in, archive out. [Processor] is the program, [ProcessorService] the
/// composition of its stages, each in a package of its own and each with its own threads.
@NullMarked
package dev.tributary.processor;

import org.jspecify.annotations.NullMarked;
