package dev.tributary.cli.client;

import dev.tributary.contract.runtime.ArchiveIdentity;
import dev.tributary.rpc.client.DaemonStart;
import dev.tributary.rpc.place.DaemonPlace;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Where a call comes from: the process, its terminal as the launcher saw it, its user.
///
/// @param root of the checkout or installation
/// @param build identity of this build
/// @param interactive whether stdout is a terminal
/// @param columns its width, 0 if unknown
/// @param progress whether somebody watches stderr
record Surroundings(
        Path root,
        String build,
        boolean interactive,
        int columns,
        boolean progress,
        Path workingDirectory,
        Map<String, String> environment,
        String user,
        Path home,
        InputStream input) {

    static Surroundings ofThisProcess() {
        String columns = System.getProperty("tributary.columns");
        return new Surroundings(
                Path.of(System.getProperty("tributary.root", "")),
                System.getProperty("tributary.build", ""),
                columns != null,
                columns == null ? 0 : number(columns),
                Boolean.getBoolean("tributary.progress"),
                Path.of(System.getProperty("user.dir")),
                System.getenv(),
                System.getProperty("user.name"),
                Path.of(System.getProperty("user.home")),
                new FileInputStream(FileDescriptor.in));
    }

    private static int number(String digits) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    Path launchFiles() {
        return root.resolve("infra/standalone/target/launch");
    }

    /// Unless `NO_COLOR` (<https://no-color.org>) or a dumb terminal says otherwise.
    boolean colour() {
        return interactive
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }

    ArchiveIdentity archive(List<String> arguments) {
        return ArchiveIdentity.of(
                Arguments.path(arguments, "--data"),
                Arguments.path(arguments, "--config"),
                workingDirectory,
                environment,
                user,
                home);
    }

    CommandLineCall call(List<String> arguments, ByteBuffer stdin) {
        return new CommandLineCall(
                arguments,
                workingDirectory,
                interactive,
                columns,
                colour(),
                environment.getOrDefault("TZ", ""),
                stdin);
    }

    /// Read if an argument is a lone dash, at most a byte more than a call takes.
    ByteBuffer stdin(List<String> arguments) throws IOException {
        return arguments.contains("-")
                ? ByteBuffer.wrap(input.readNBytes(CommandLineCall.MOST_STDIN + 1))
                : ByteBuffer.allocate(0);
    }

    DaemonStart start(ArchiveIdentity archive, DaemonPlace place) {
        return DaemonLaunch.start(root, archive, place);
    }
}
