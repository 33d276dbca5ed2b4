package dev.tributary.cli.client;

import dev.tributary.contract.runtime.ArchiveIdentity;
import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.rpc.client.CommandFailed;
import dev.tributary.rpc.client.DaemonClient;
import dev.tributary.rpc.client.DaemonUnavailable;
import dev.tributary.rpc.client.ReplyLost;
import dev.tributary.rpc.place.DaemonPlace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/// The main class of `query-cli` wherever a daemon may answer: a text that the build has shipped,
/// or the arguments to the daemon and its reply to the terminal.
public final class Client {

    /// As a shell shows a program that wrote into a closed pipe.
    private static final int BROKEN_PIPE = 128 + 13;

    /// As a shell shows a program that Ctrl+C ended.
    private static final int INTERRUPTED = 128 + 2;

    private static final String WITHOUT_IT =
            "query-cli daemon restart starts a new one; the same command with --no-daemon needs"
                    + " none";

    private final Surroundings surroundings;
    private final Screen screen;

    Client(Surroundings surroundings, Screen screen) {
        this.surroundings = surroundings;
        this.screen = screen;
    }

    public static void main(String[] args) {
        Surroundings surroundings = Surroundings.ofThisProcess();
        Screen screen = Screen.ofThisProcess(surroundings.progress());
        // Nothing is left to flush or to tidy up, and the hooks of an orderly end cost time.
        Runtime.getRuntime().halt(new Client(surroundings, screen).run(List.of(args)));
    }

    /// @return the exit code
    int run(List<String> arguments) {
        Complaint complaint = new Complaint(screen, Arguments.isForScripts(arguments));
        try {
            ByteBuffer text =
                    ShippedTexts.find(arguments, surroundings.launchFiles(), surroundings.colour());
            if (text == null) {
                return ask(arguments, complaint);
            }
            if (arguments.isEmpty()) {
                screen.err(text);
                return ExitCode.USAGE;
            }
            screen.out(text);
            return ExitCode.OK;
        } catch (IOException e) {
            return brokenOff(e, complaint);
        } catch (InterruptedException e) {
            return INTERRUPTED;
        }
    }

    private int ask(List<String> arguments, Complaint complaint)
            throws IOException, InterruptedException {
        ByteBuffer stdin = surroundings.stdin(arguments);
        if (stdin.remaining() > CommandLineCall.MOST_STDIN) {
            return complaint.say(
                    "usage",
                    "what came on stdin is longer than 1 MiB",
                    "\"-\" takes a query from stdin; give a shorter one",
                    ExitCode.USAGE);
        }
        try {
            ArchiveIdentity archive = surroundings.archive(arguments);
            DaemonPlace place = DaemonLaunch.place(archive, surroundings.environment());
            return new DaemonClient(place, surroundings.build())
                    .call(
                            surroundings.call(arguments, stdin).encode(),
                            screen,
                            surroundings.start(archive, place));
        } catch (DaemonUnavailable e) {
            return complaint.say(
                    "daemon_unavailable", message(e), WITHOUT_IT, ExitCode.NOTHING_REACHABLE);
        } catch (ReplyLost e) {
            return complaint.say(
                    "reply_lost",
                    message(e),
                    "run the command again: it starts a new daemon; query-cli daemon logs shows"
                            + " what the last one said",
                    ExitCode.ERROR);
        } catch (CommandFailed e) {
            return complaint.say(
                    "command_failed",
                    message(e),
                    "query-cli daemon logs shows the details",
                    ExitCode.ERROR);
        }
    }

    private int brokenOff(IOException e, Complaint complaint) {
        if (screen.isClosedByReader()) {
            return BROKEN_PIPE;
        }
        if (screen.hasFailed()) {
            // Said on stderr to scripts too: stdout takes nothing.
            return new Complaint(screen, false)
                    .say(
                            "output_failed",
                            message(e),
                            "look at where stdout goes: a disk that is full, a closed descriptor",
                            ExitCode.ERROR);
        }
        return complaint.say("daemon_unavailable", message(e), WITHOUT_IT, ExitCode.ERROR);
    }

    private static String message(Exception e) {
        return e.getMessage() == null ? e.getClass().getName() : e.getMessage();
    }
}
