/// Telegram's type language on the wire: [TlSchema] knows the constructors (from the resource
/// `schema.tl`), [TlReader] and [TlWriter] turn bytes into [TlObject]s and back. Pure; nothing here
/// knows what the objects mean.
///
/// The format: <https://core.telegram.org/mtproto/serialize>.
@NullMarked
package dev.tributary.simulator.telegram.tl;

import org.jspecify.annotations.NullMarked;
