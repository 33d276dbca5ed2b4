/// A Telegram for tests, which the real TDLib signs in to through SOCKS5 on loopback (its test data
/// centers, no PFS, no CDN).
///
/// [TelegramSimulator] is the entry. A test fills a
/// [Town][dev.tributary.simulator.telegram.town.Town] with accounts, chats and history, starts the
/// simulator with the key of a [PatchedLibrary], points its clients at [TelegramSimulator#port],
/// and goes on changing the town: clients are told at once. In the end it compares with [Truth] and
/// looks at the log of calls and at the violations.
/// [Faults][dev.tributary.simulator.telegram.conduct.Faults] says what goes wrong meanwhile.
///
/// Below: `town` is the state, `tl` the encoding, `mtproto` the protocol, `rpc` the functions,
/// `conduct` the faults and the log, `script` towns and talk made by a seed.
@NullMarked
package dev.tributary.simulator.telegram;

import org.jspecify.annotations.NullMarked;
