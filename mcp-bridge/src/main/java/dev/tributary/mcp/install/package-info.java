/// Makes the bridge known to the programs that agents live in: [InstallCommand] prints or writes
/// the entry of a [ClientProgram]'s configuration.
@NullMarked
package dev.tributary.mcp.install;

import org.jspecify.annotations.NullMarked;
