package dev.tributary.cli.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Texts that depend on nothing but the build, which writes them as files: help, version,
/// completion.
public final class ShippedTexts {

    public static final String VERSION = "version.txt";
    public static final String COMPLETION = "completion.bash";

    private static final int DEEPEST_COMMAND = 2;

    private ShippedTexts() {}

    /// The file of a command's help: `help/query-cli_search_text.txt`. An underscore, because a
    /// command's word may have a dash.
    ///
    /// @param count how many of the words name the command
    public static String help(List<String> words, int count, boolean colour) {
        StringBuilder name = new StringBuilder("help/query-cli");
        for (int i = 0; i < count; i++) {
            name.append('_').append(words.get(i));
        }
        return name.append(colour ? ".ansi.txt" : ".txt").toString();
    }

    /// @return null if the daemon must answer
    static @Nullable ByteBuffer find(List<String> arguments, Path launchFiles, boolean colour)
            throws IOException {
        int last = arguments.size() - 1;
        if (last < 0) {
            return read(launchFiles, help(arguments, 0, colour));
        }
        if (last == 0 && (is(arguments, 0, "--version") || is(arguments, 0, "-V"))) {
            return read(launchFiles, VERSION);
        }
        if (last == 1
                && is(arguments, 0, "completion")
                && (is(arguments, 1, "bash") || is(arguments, 1, "zsh"))) {
            return read(launchFiles, COMPLETION);
        }
        if (is(arguments, 0, "help") && last <= 1 && areWords(arguments, last + 1)) {
            return read(launchFiles, help(arguments.subList(1, last + 1), last, colour));
        }
        if ((is(arguments, last, "--help") || is(arguments, last, "-h"))
                && areWords(arguments, last)) {
            return longestKnown(arguments.subList(0, last), launchFiles, colour);
        }
        return null;
    }

    private static @Nullable ByteBuffer longestKnown(
            List<String> words, Path launchFiles, boolean colour) throws IOException {
        for (int count = Math.min(words.size(), DEEPEST_COMMAND); count >= 0; count--) {
            ByteBuffer text = read(launchFiles, help(words, count, colour));
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    private static boolean is(List<String> arguments, int index, String word) {
        return arguments.get(index).equals(word);
    }

    /// Whether the first ones may name commands: lower-case letters and dashes, no option.
    private static boolean areWords(List<String> arguments, int count) {
        for (int i = 0; i < count; i++) {
            String argument = arguments.get(i);
            if (argument.startsWith("-")) {
                return false;
            }
            for (int j = 0; j < argument.length(); j++) {
                char c = argument.charAt(j);
                if (c != '-' && (c < 'a' || c > 'z')) {
                    return false;
                }
            }
        }
        return true;
    }

    private static @Nullable ByteBuffer read(Path launchFiles, String name) throws IOException {
        Path file = launchFiles.resolve(name);
        return Files.isRegularFile(file) ? ByteBuffer.wrap(Files.readAllBytes(file)) : null;
    }
}
