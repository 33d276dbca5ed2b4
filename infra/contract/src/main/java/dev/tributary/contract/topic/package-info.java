/// The names, keys and retention of every topic. Nobody else spells a topic's name.
@NullMarked
package dev.tributary.contract.topic;

import org.jspecify.annotations.NullMarked;
