/// Russian word forms against real posts. [RussianPairs] chooses the pairs of query and post once
/// (its output is the committed resource), [RussianSearchIT] asks them.
@NullMarked
package dev.tributary.cli.russian;

import org.jspecify.annotations.NullMarked;
