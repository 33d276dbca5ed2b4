/// Towns and talk made by a seed, for tests with many messages: [TownGenerator] fills a town before
/// anybody looks, [LiveScript] lets people post, edit and delete at a given rate.
@NullMarked
package dev.tributary.simulator.telegram.script;

import org.jspecify.annotations.NullMarked;
