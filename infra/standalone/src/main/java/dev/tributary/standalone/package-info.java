/// The roof: the only module that knows every program. [Tributary] is the command line; the stack
/// it starts is in the package below.
@NullMarked
package dev.tributary.standalone;

import org.jspecify.annotations.NullMarked;
