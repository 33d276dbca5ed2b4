/// Telegram accounts, read by TDLib, Telegram's own library. [TelegramSource] is one account: what
/// TDLib tells on its thread comes through a [Mailbox] to the reader's, where [AccountReading]
/// decides everything: what goes to the log, what is missing there ([Holes]), which history is
/// fetched next ([Backfilling]), what changed unseen ([Sweep]), which files are fetched
/// ([Downloads]). Where an account's session and its key are is an [AccountHome]. The sub-package
/// `tdlib` is the library itself: its four functions, what may be asked of it, one client an
/// account; `backfill` is the order of the history; `media` the files and where they are kept;
/// `login` signs accounts in and out; `child` is the process in which all this runs.
@NullMarked
package dev.tributary.ingestor.telegram;

import org.jspecify.annotations.NullMarked;
