/// In which order the history of an account's chats is fetched, and how far it has come:
/// [dev.tributary.ingestor.telegram.backfill.BackfillPlan] decides, the reader asks Telegram. A
/// chat's [dev.tributary.ingestor.telegram.backfill.BackfillCursor] is written in the same
/// transaction as its messages.
@NullMarked
package dev.tributary.ingestor.telegram.backfill;

import org.jspecify.annotations.NullMarked;
