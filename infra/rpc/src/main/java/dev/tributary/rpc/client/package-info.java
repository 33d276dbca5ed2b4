/// The asking side. [DaemonClient] finds the daemon, starts it where it is absent, sends one
/// command and passes the reply on as it comes. Works on the caller's thread; loads nothing but the
/// JDK.
@NullMarked
package dev.tributary.rpc.client;

import org.jspecify.annotations.NullMarked;
