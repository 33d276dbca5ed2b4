package dev.tributary.standalone;

import dev.tributary.contract.config.Settings;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.standalone.stack.ProcessMark;
import dev.tributary.standalone.stack.StackLock;
import dev.tributary.standalone.stack.Supervisor;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/// Starts this program again in a session of its own, below a supervisor, and waits until it is
/// ready or has failed.
///
/// @param talk where the progress goes
/// @param isQuiet whether it is kept to errors
record Detachment(
        DataDirectory data, Settings.Logging.Format format, PrintWriter talk, boolean isQuiet) {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /// Set by the launcher: whether somebody looks on.
    private static final boolean IS_WATCHED = Boolean.getBoolean("tributary.terminal");

    /// @return the exit code: 0 when every part runs, else the one with which it ended
    int start(List<String> options) throws IOException, InterruptedException {
        try (StackLock _ = StackLock.takeToStart(data)) {
            Files.createDirectories(data.logs());
            Path output = data.logs().resolve("tributary.out");
            if (Files.exists(output)) {
                Files.move(
                        output,
                        output.resolveSibling("tributary.out.1"),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            Process supervisor = launch(output, options);
            Optional<ProcessMark> mark = ProcessMark.of(supervisor.pid());
            if (mark.isPresent()) {
                Supervisor.write(data, mark.get());
            }
            return await(supervisor, new StartOutput(output));
        }
    }

    private Process launch(Path output, List<String> options) throws IOException {
        return new ProcessBuilder(command(options))
                .directory(Path.of("/").toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
    }

    private int await(Process supervisor, StartOutput output)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            boolean ended = supervisor.waitFor(50, TimeUnit.MILLISECONDS);
            List<String> progress = output.progress();
            if (IS_WATCHED && !isQuiet) {
                progress.forEach(talk::println);
                talk.flush();
            }
            if (ended) {
                return failed(supervisor.exitValue(), output);
            }
            Optional<Endpoints> up = Endpoints.read(data.endpointsFile());
            OptionalLong holder = StackLock.holder(data);
            if (up.isPresent() && holder.isPresent() && holder.getAsLong() == up.get().pid()) {
                sayUp(up.get());
                return ExitCode.OK;
            }
        }
        talk.println(
                "tributary: the stack is still starting after "
                        + PATIENCE.toMinutes()
                        + " minutes and goes on; look at \"tributary logs --of output\" and"
                        + " \"tributary status\", or stop it with \"tributary down\"");
        return ExitCode.ERROR;
    }

    private void sayUp(Endpoints up) {
        if (!isQuiet) {
            talk.println(
                    "tributary: up, process "
                            + up.pid()
                            + ", data in "
                            + data.root()
                            + ", logs in "
                            + data.logs()
                            + "; stop with \"tributary down\"");
            talk.println("tributary: " + UpCommand.agents(up));
        }
    }

    private int failed(int code, StartOutput output) throws IOException {
        String said = output.withoutProgress();
        if (said.isBlank()) {
            said = "tributary: the stack was stopped before it was up\n";
        }
        talk.print(said);
        return code == ExitCode.OK ? ExitCode.ERROR : code;
    }

    private List<String> command(List<String> options) {
        List<String> command = new ArrayList<>(ownSession());
        command.addAll(
                List.of(
                        supervisorScript().toString(),
                        data.run().toString(),
                        data.logs().resolve(UpCommand.LOG).toString(),
                        format.name(),
                        ProcessHandle.current().info().command().orElse("java")));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(
                List.of(
                        "-XX:ErrorFile=" + data.logs().resolve("hs_err_%p.log"),
                        "-XX:-CreateCoredumpOnCrash",
                        "-XX:+CrashOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Tributary.class.getName(),
                        "up",
                        "--log-to-file"));
        command.addAll(options);
        return command;
    }

    /// Both put the supervisor in their own place, so that its process is the one started here.
    /// Where there is no session of its own, Ctrl+C of the terminal is ignored.
    private static List<String> ownSession() {
        return Files.isExecutable(Path.of("/usr/bin/setsid"))
                ? List.of("/usr/bin/setsid", "/bin/sh")
                : List.of("nohup", "/bin/sh", "-c", "trap '' INT QUIT; exec /bin/sh \"$@\"", "sh");
    }

    private static Path supervisorScript() {
        String root = System.getProperty("tributary.root");
        if (root == null) {
            throw new IllegalStateException(
                    "--detach needs the folder of the installation, which the launcher tells; start"
                            + " it by bin/tributary");
        }
        return Path.of(root, "bin", "lib", "supervise.sh");
    }
}
