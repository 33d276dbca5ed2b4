package dev.tributary.ingestor.telegram.login;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// A terminal; or, where there is none, lines of the standard input, which nobody sees anyway.
final class TerminalPrompt implements Prompt {

    private final @Nullable Console console;
    private final BufferedReader lines;
    private final PrintWriter talk;

    /// @param console null where the process has no terminal
    /// @param talk where questions go
    TerminalPrompt(@Nullable Console console, BufferedReader lines, PrintWriter talk) {
        this.console = console != null && console.isTerminal() ? console : null;
        this.lines = lines;
        this.talk = talk;
    }

    @Override
    public String ask(String question) {
        return console == null ? line(question) : text(console.readLine("%s: ", question));
    }

    @Override
    public String askHidden(String question) {
        if (console == null) {
            return line(question);
        }
        char[] written = console.readPassword("%s: ", question);
        return written == null ? "" : new String(written);
    }

    private String line(String question) {
        talk.print(question + ": ");
        talk.flush();
        try {
            return text(lines.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException("the standard input cannot be read", e);
        }
    }

    private static String text(@Nullable String line) {
        return line == null ? "" : line.strip();
    }

    @Override
    public void show(String text) {
        talk.println(text);
        talk.flush();
    }
}
