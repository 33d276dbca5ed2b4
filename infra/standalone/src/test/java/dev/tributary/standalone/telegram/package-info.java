/// Whole Telegram accounts through the embedded stack: the real TDLib in its own process reads a
/// simulated Telegram, and the archive must end with what Telegram has.
@NullMarked
package dev.tributary.standalone.telegram;

import org.jspecify.annotations.NullMarked;
