package dev.tributary.contract.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a program starts the query daemon of an archive that has none: the same words whoever starts
/// it. On the way of every call of the thin client: no streams, no lambdas.
///
/// @param root of the checkout or installation, where the daemon's launcher is
public record QueryDaemonStart(Path root, ArchiveIdentity archive) {

    /// The family and the kind by which a daemon of ours is found.
    public static final String FAMILY = "tributary";

    public static final String KIND = "query";

    private static final List<String> WORDS =
            List.of("daemon", "start", "--foreground", "--log-to-file");
    private static final String DATA = "--data";
    private static final String CONFIG = "--config";

    /// The command line; the process stays in the foreground.
    public List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(root.resolve("bin/query-cli").toString());
        command.addAll(WORDS);
        command.add(DATA);
        command.add(archive.data().toString());
        Path configuration = archive.configuration();
        if (configuration != null) {
            command.add(CONFIG);
            command.add(configuration.toString());
        }
        return command;
    }

    /// What the started process reads these words as, instead of parsing options.
    ///
    /// @param arguments of the launcher
    /// @return the environment in which the process is the daemon of that archive; null if the
    ///   arguments are other words than [#command] makes
    public static @Nullable Map<String, String> read(
            List<String> arguments, Map<String, String> environment) {
        int size = WORDS.size();
        boolean configured = arguments.size() == size + 4;
        if (arguments.size() != size + 2 && !configured) {
            return null;
        }
        if (!arguments.subList(0, size).equals(WORDS) || !arguments.get(size).equals(DATA)) {
            return null;
        }
        if (configured && !arguments.get(size + 2).equals(CONFIG)) {
            return null;
        }
        Map<String, String> told = new HashMap<>(environment);
        told.put("TRIBUTARY_HOME", arguments.get(size + 1));
        if (configured) {
            told.put("TRIBUTARY_CONFIG", arguments.get(size + 3));
        }
        return told;
    }

    /// Takes what the process prints before it has a log. A question creates no data directory, and
    /// who asks may not be the one who may write there: then it is the file given here.
    public Path firstWords(Path otherwise) {
        Path logs = archive.data().resolve("logs");
        return Files.isDirectory(logs) && Files.isWritable(logs)
                ? logs.resolve("query-daemon.out")
                : otherwise;
    }
}
