/// What the tests of a daemon and its client share: a program, its process, a reply in memory.
@org.jspecify.annotations.NullMarked
package dev.tributary.rpc;
