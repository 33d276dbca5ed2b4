/// TDLib in a process of its own, so that a crash in native code is no end of anything else. In the
/// ingestor a [TelegramChild] starts the process, takes its accounts' status from its standard
/// output, a line of JSON each time, and starts it again when it dies, and when somebody has signed
/// in ([Prepared]). In the process itself [ChildCommand] runs the accounts until its standard input
/// ends, which it does when the ingestor wants it to stop, and also when the ingestor dies.
@NullMarked
package dev.tributary.ingestor.telegram.child;

import org.jspecify.annotations.NullMarked;
