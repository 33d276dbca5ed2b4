package dev.tributary.ingestor.imports;

import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.ingestor.append.LogUnavailable;
import dev.tributary.ingestor.append.WriterFenced;
import dev.tributary.ingestor.imports.file.ImportFile;
import dev.tributary.ingestor.imports.file.ImportFormat;
import dev.tributary.ingestor.imports.file.ImportRefused;
import dev.tributary.ingestor.imports.file.Progress;
import dev.tributary.ingestor.launch.LaunchOptions;
import java.io.PrintWriter;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Runs one import for a command: the summary goes to stdout, all talk to stderr, and what the log
/// says becomes a sentence and an exit code.
final class ImportExecution {

    private final ImportRuntime runtime;
    private final PrintWriter out;
    private final PrintWriter err;

    ImportExecution(ImportRuntime runtime, PrintWriter out, PrintWriter err) {
        this.runtime = runtime;
        this.out = out;
        this.err = err;
    }

    /// @param file may refuse
    /// @return the exit code
    int run(LaunchOptions launch, Talk talk, Supplier<ImportFile> file, ImportFormat format)
            throws InterruptedException {
        try (StopRequest stop = runtime.stopRequests().get()) {
            ImportFile chosen = file.get();
            ImportLog.Opener logs = runtime.logs().find(launch);
            Progress progress = new Progress(terminal(talk), runtime.clock());
            LogRetry retry = new LogRetry(runtime.pauses(), stop, this::say);
            ImportResult result =
                    new ImportRun(logs, runtime.clock(), progress, stop, retry).run(chosen, format);
            out.println(result.summary());
            result.complaints().forEach(this::say);
            return result.exitCode();
        } catch (ImportRefused e) {
            say(e.sentence());
            return ExitCode.ERROR;
        } catch (LogUnavailable e) {
            say(e.getMessage() + "; run the same command again when Kafka is back: it goes on");
            return ExitCode.NOTHING_REACHABLE;
        } catch (WriterFenced e) {
            say(
                    "another import of the same account has begun and took over; run the same"
                            + " command again when that one has ended: it goes on");
            return ExitCode.ALREADY_RUNNING;
        }
    }

    /// A sentence of its own, or a further line of the one before, which is indented.
    private void say(String line) {
        err.println(line.startsWith(" ") ? line : "ingestor: " + line);
    }

    private Consumer<String> terminal(Talk talk) {
        return talk.isQuiet() || !runtime.isWatched()
                ? text -> {}
                : text -> {
                    err.print(text);
                    err.flush();
                };
    }
}
