package dev.tributary.simulator.telegram.rpc;

import dev.tributary.simulator.telegram.town.Account;

/// Who calls, from which data center's key.
record Caller(Account account, int dataCenter) {}
