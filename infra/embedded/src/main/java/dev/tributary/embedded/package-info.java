/// What Tributary runs on when nothing else is named: a real Kafka broker in this JVM
/// ([EmbeddedBroker]) and a Postgres cluster of its own ([PrivatePostgres]), each in one directory
/// that it keeps its port, its password and its data in; and both of them, throw-away, for tests
/// ([TestStack]). A directory goes in, [dev.tributary.contract.runtime.Endpoints] come out.
/// Starting and closing block; both may be called from any thread.
@NullMarked
package dev.tributary.embedded;

import org.jspecify.annotations.NullMarked;
