/// What the build makes so that `bin/query-cli` starts fast: texts, the command lines of its JVMs,
/// raised libraries and AOT caches, all in `infra/standalone/target/launch`. Entry: [LaunchFiles],
/// a program of the build; one thread, and a child process for each cache. Nothing here runs when
/// anybody asks a question.
@NullMarked
package dev.tributary.standalone.launch;

import org.jspecify.annotations.NullMarked;
