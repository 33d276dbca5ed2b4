/// TDLib (<https://core.telegram.org/tdlib>) through the FFM API. A [TdLibrary] is checked and
/// loaded once into a [TdHub], which gives out a [TdClient] an account: functions go in as JSON
/// through the [TdGate], which lets reading pass and nothing else; updates come out as JSON, their
/// text untouched. One platform thread receives for all clients, and answers and updates are handed
/// over on it, in TDLib's order.
@NullMarked
package dev.tributary.ingestor.telegram.tdlib;

import org.jspecify.annotations.NullMarked;
