/// What a simulated Telegram holds: people, accounts, chats and their messages, without any
/// protocol. [Town] is the entry; a test or a script changes it, [TownListener] hears of each
/// change once per account that sees it. One lock, the town itself: whoever reads several things
/// that belong together holds it.
@NullMarked
package dev.tributary.simulator.telegram.town;

import org.jspecify.annotations.NullMarked;
