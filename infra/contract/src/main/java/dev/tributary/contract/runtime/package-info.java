/// What all programs share at run time: the data directory, the endpoints that a running stack
/// leaves in it, exit codes.
@NullMarked
package dev.tributary.contract.runtime;

import org.jspecify.annotations.NullMarked;
