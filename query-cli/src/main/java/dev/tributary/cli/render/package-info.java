/// From an answer to what a person or a script reads. [Renderer] is the entry, one for each
/// `--output`. Texts are other people's: [TerminalText] makes them harmless before anything is
/// printed.
@NullMarked
package dev.tributary.cli.render;

import org.jspecify.annotations.NullMarked;
