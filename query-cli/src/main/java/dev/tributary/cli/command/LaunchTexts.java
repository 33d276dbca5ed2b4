package dev.tributary.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.cli.Asking;
import dev.tributary.cli.Invocation;
import dev.tributary.cli.TerminalFacts;
import dev.tributary.cli.client.ShippedTexts;
import dev.tributary.contract.runtime.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/// Written by the build, so that the thin client can show them without any command's code: what the
/// commands print for `--help`, `--version` and `completion`.
public final class LaunchTexts {

    private static final TerminalFacts PLAIN = TerminalFacts.plain(ZoneOffset.UTC);
    private static final TerminalFacts COLOURED = new TerminalFacts(true, true, 80, ZoneOffset.UTC);
    private static final Asking NOBODY =
            (_, _, _) -> {
                throw new IllegalStateException("a text that the build writes asks nothing");
            };

    private LaunchTexts() {}

    public static void write(Path directory) throws IOException {
        Files.createDirectories(directory.resolve("help"));
        CommandLine root = commands(List.of(), PLAIN, System.out).tree();
        for (List<String> words : commandsBelow(root, List.of())) {
            for (boolean colour : new boolean[] {false, true}) {
                Files.writeString(
                        directory.resolve(ShippedTexts.help(words, words.size(), colour)),
                        output(with(words, "--help"), colour ? COLOURED : PLAIN));
            }
        }
        Files.writeString(
                directory.resolve(ShippedTexts.VERSION), output(List.of("--version"), PLAIN));
        Files.writeString(
                directory.resolve(ShippedTexts.COMPLETION),
                output(List.of("completion", "bash"), PLAIN));
    }

    private static List<List<String>> commandsBelow(CommandLine command, List<String> words) {
        List<List<String>> all = new ArrayList<>(List.of(words));
        command.getSubcommands()
                .forEach((word, sub) -> all.addAll(commandsBelow(sub, with(words, word))));
        return all;
    }

    private static List<String> with(List<String> words, String last) {
        List<String> more = new ArrayList<>(words);
        more.add(last);
        return more;
    }

    private static String output(List<String> arguments, TerminalFacts terminal) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, false, UTF_8);
        int exitCode = commands(arguments, terminal, stream).execute();
        stream.flush();
        if (exitCode != ExitCode.OK) {
            throw new IllegalStateException(
                    "query-cli " + String.join(" ", arguments) + " ended with " + exitCode);
        }
        return out.toString(UTF_8);
    }

    private static Commands commands(
            List<String> arguments, TerminalFacts terminal, PrintStream stream) {
        return new Commands(
                new Invocation(arguments, Map.of(), terminal, stream, stream),
                NOBODY,
                Clock.systemUTC(),
                null);
    }
}
