package dev.tributary.program;

import dev.tributary.contract.config.Settings.Logging;
import org.slf4j.LoggerFactory;

/// A program with one part, for a process of its own.
final class WaitingProgram {

    private WaitingProgram() {}

    private record Part() implements AutoCloseable {
        @Override
        public void close() {
            System.out.print("part closed");
            LoggerFactory.getLogger(WaitingProgram.class).info("part closed");
        }
    }

    /// @param args a code to end with by itself; none to wait for a signal
    public static void main(String[] args) throws InterruptedException {
        ProgramLogging.toStderr(new Logging(Logging.Level.INFO, Logging.Format.TEXT));
        System.exit(run(args));
    }

    private static int run(String[] args) throws InterruptedException {
        try (Termination termination = Termination.hook();
                Part _ = new Part()) {
            System.out.println("up");
            if (args.length == 0) {
                termination.await();
                return termination.end(0);
            }
            boolean isAsked = termination.await(() -> {});
            return termination.end(isAsked ? 1 : Integer.parseInt(args[0]));
        }
    }
}
