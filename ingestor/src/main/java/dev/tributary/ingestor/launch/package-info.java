/// How a command of this program begins: [LaunchOptions] are the options that every command has,
/// and give it the settings and the log's clients; a [Relaunch] is what they mean, for a process
/// that this one starts.
@NullMarked
package dev.tributary.ingestor.launch;

import org.jspecify.annotations.NullMarked;
