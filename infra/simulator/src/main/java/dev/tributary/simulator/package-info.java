/// Services that misbehave on demand, one package a service, for the demo, the tests and the
/// benchmark; what they share of misbehaving is in `fault`. [Simulator] is the program; tests start
/// a service's simulator in process. Nothing here knows the clients: each simulator is written from
/// the service's documents alone, so that a misreading in a client meets something that disagrees
/// with it.
@NullMarked
package dev.tributary.simulator;

import org.jspecify.annotations.NullMarked;
