/// What the services' simulators share of misbehaving:
/// [Strikes][dev.tributary.simulator.fault.Strikes] says which of a service's own faults comes
/// next, by a seed. The faults themselves, the plan of them and what they do belong to each
/// service.
@NullMarked
package dev.tributary.simulator.fault;

import org.jspecify.annotations.NullMarked;
