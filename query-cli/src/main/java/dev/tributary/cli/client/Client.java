package dev.tributary.cli.client;

import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.rpc.client.CommandFailed;
import dev.tributary.rpc.client.DaemonUnavailable;
import dev.tributary.rpc.client.ReplyLost;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/// The main class of `query-cli` wherever a daemon may answer: a text that the build has shipped,
/// or the arguments to who answers and the reply to the terminal.
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
    private final Caller caller;

    Client(Surroundings surroundings, Screen screen, Caller caller) {
        this.surroundings = surroundings;
        this.screen = screen;
        this.caller = caller;
    }

    public static void main(String[] args) {
        Surroundings surroundings = Surroundings.ofThisProcess(System.getenv());
        Client client = ofThisProcess(surroundings, new DaemonCaller(surroundings));
        // Nothing is left to flush or to tidy up, and the hooks of an orderly end cost time.
        Runtime.getRuntime().halt(client.run(List.of(args)));
    }

    /// With this process's streams, by another way than to the daemon.
    ///
    /// @param environment in place of this process's
    /// @return the exit code
    public static int run(List<String> arguments, Map<String, String> environment, Caller caller) {
        return ofThisProcess(Surroundings.ofThisProcess(environment), caller).run(arguments);
    }

    private static Client ofThisProcess(Surroundings surroundings, Caller caller) {
        return new Client(surroundings, Screen.ofThisProcess(surroundings.progress()), caller);
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
            return caller.call(arguments, surroundings.call(arguments, stdin).encode(), screen);
        } catch (DaemonUnavailable e) {
            return complaint.say(
                    "daemon_unavailable", message(e), WITHOUT_IT, ExitCode.NOTHING_REACHABLE);
        } catch (ReplyLost e) {
            return complaint.say(
                    "reply_lost",
                    message(e),
                    "run the command again; query-cli daemon logs shows what the daemon said last",
                    ExitCode.ERROR);
        } catch (CommandFailed e) {
            return complaint.say("command_failed", message(e), caller.hint(), ExitCode.ERROR);
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
