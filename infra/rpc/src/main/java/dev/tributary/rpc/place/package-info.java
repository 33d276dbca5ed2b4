/// Which daemon, and where it is found: [DaemonId] names one, [DaemonPlace] holds its files in the
/// user's runtime directory. No threads.
@NullMarked
package dev.tributary.rpc.place;

import org.jspecify.annotations.NullMarked;
