/// Telegram accounts, read by TDLib, Telegram's own library. Where an account's session and its key
/// are is an [AccountHome]. The sub-package `tdlib` is the library itself: its four functions, what
/// may be asked of it, one client an account; `login` signs accounts in and out.
@NullMarked
package dev.tributary.ingestor.telegram;

import org.jspecify.annotations.NullMarked;
