/// Real data in the form that the product imports or a simulated service sends, for tests and the
/// benchmark. The data itself is not part of the project.
@NullMarked
package dev.tributary.simulator.dataset;

import org.jspecify.annotations.NullMarked;
