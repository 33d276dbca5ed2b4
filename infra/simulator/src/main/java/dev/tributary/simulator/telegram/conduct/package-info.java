/// How a simulated Telegram behaves beside the protocol: which [Fault]s it commits, by a
/// [FaultPlan] or as a test says through [Faults], which calls it saw ([RpcLog]), and which of them
/// a client that only reads never makes ([Violation]).
@NullMarked
package dev.tributary.simulator.telegram.conduct;

import org.jspecify.annotations.NullMarked;
