/// What the parts that make, keep and compare vectors must agree on: [ModelFingerprint] names a
/// model with everything that changes its vectors, [VectorBytes] is a vector's form in the log.
@NullMarked
package dev.tributary.contract.vector;

import org.jspecify.annotations.NullMarked;
