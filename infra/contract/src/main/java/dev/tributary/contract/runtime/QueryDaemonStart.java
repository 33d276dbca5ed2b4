package dev.tributary.contract.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How a program starts the query daemon of an archive that has none: the same words whoever starts
/// it. On the way of every call of the thin client: no streams, no lambdas.
///
/// @param root of the checkout or installation, where the daemon's launcher is
public record QueryDaemonStart(Path root, ArchiveIdentity archive) {

    /// The family and the kind by which a daemon of ours is found.
    public static final String FAMILY = "tributary";

    public static final String KIND = "query";

    /// The command line; the process stays in the foreground.
    public List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(root.resolve("bin/query-cli").toString());
        command.add("daemon");
        command.add("start");
        command.add("--foreground");
        command.add("--log-to-file");
        command.add("--data");
        command.add(archive.data().toString());
        Path configuration = archive.configuration();
        if (configuration != null) {
            command.add("--config");
            command.add(configuration.toString());
        }
        return command;
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
