/// Events into the archive: the last stage of a message's way. [Store] reads both lanes of the
/// event topics on one thread, the live lane first, and writes each batch together with its
/// consumer positions in one transaction of Postgres. What Postgres cannot keep goes to the dead
/// letters; what it cannot keep just now waits.
@NullMarked
package dev.tributary.processor.store;

import org.jspecify.annotations.NullMarked;
