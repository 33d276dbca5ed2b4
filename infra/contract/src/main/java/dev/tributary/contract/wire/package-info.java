/// Reading JSON that others wrote. [WireObject] gives a value's fields with their types checked and
/// its text made storable; what is not as promised is a [MalformedValue], which names the place and
/// never the content.
@NullMarked
package dev.tributary.contract.wire;

import org.jspecify.annotations.NullMarked;
