/// The thin client: [Client] passes a command line to the query daemon and its reply to the
/// terminal. Every class here is on the way of every call, so it loads nothing but the JDK's
/// commonest classes, the client side of rpc and a few records of the contract; it knows neither
/// commands nor options beyond what finds the right daemon. One thread, the caller's.
@NullMarked
package dev.tributary.cli.client;

import org.jspecify.annotations.NullMarked;
