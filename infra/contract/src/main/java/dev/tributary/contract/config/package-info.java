/// The configuration: one schema for all programs. [Settings] is the whole file as records,
/// [SettingsLoader] reads the file and the environment, finds every problem at once, and
/// [InvalidSettings] carries them.
@NullMarked
package dev.tributary.contract.config;

import org.jspecify.annotations.NullMarked;
