package dev.tributary.program;

import dev.tributary.contract.config.InvalidSettings;
import dev.tributary.contract.runtime.AlreadyRunning;
import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.contract.runtime.NothingReachable;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;

/// What a person reads when a program gives up: one sentence that says what, where and what to do,
/// and the exit code.
public record Failure(String sentence, int exitCode) {

    /// The sentence for an exception that reached `main`.
    public static Failure of(Exception exception) {
        return switch (exception) {
            case InvalidSettings invalid -> new Failure(message(invalid), ExitCode.ERROR);
            case AlreadyRunning running -> new Failure(message(running), ExitCode.ALREADY_RUNNING);
            case NothingReachable nothing ->
                    new Failure(message(nothing), ExitCode.NOTHING_REACHABLE);
            default -> byCause(exception);
        };
    }

    private static Failure byCause(Exception exception) {
        if (isDiskFull(exception)) {
            return new Failure(
                    message(exception)
                            + "; free some space and start again: what was acknowledged is kept",
                    ExitCode.ERROR);
        }
        Optional<SQLException> sql = cause(exception, SQLException.class);
        // Class 08 is a connection exception, 57P03 "the database system is starting up"
        // (https://www.postgresql.org/docs/current/errcodes-appendix.html).
        if (sql.map(SQLException::getSQLState)
                .filter(s -> s.startsWith("08") || s.equals("57P03"))
                .isPresent()) {
            return new Failure(
                    "Postgres does not answer: "
                            + sql.get().getMessage()
                            + " Check that it runs (tributary status) and the address in"
                            + " postgres.url.",
                    ExitCode.NOTHING_REACHABLE);
        }
        if (isKafkaTimeout(exception)) {
            return new Failure(
                    "Kafka does not answer: "
                            + message(exception)
                            + "; check that it runs (tributary status) and kafka.bootstrap_servers",
                    ExitCode.NOTHING_REACHABLE);
        }
        return new Failure(message(exception), ExitCode.ERROR);
    }

    /// Why a stage waits that tries again: a full disk is told apart from a service that is away.
    public static String reasonToWait(Exception exception) {
        return isDiskFull(exception)
                ? "the disk of Postgres is full; make room, it goes on by itself"
                : message(exception);
    }

    /// `53100` is Postgres' `disk_full`.
    private static boolean isDiskFull(Throwable exception) {
        return causes(exception)
                .anyMatch(cause ->
                        switch (cause) {
                            case SQLException sql -> "53100".equals(sql.getSQLState());
                            case IOException io ->
                                    String.valueOf(io.getMessage())
                                            .contains("No space left on device");
                            default -> false;
                        });
    }

    private static boolean isKafkaTimeout(Exception exception) {
        return causes(exception)
                .anyMatch(cause ->
                        cause.getClass()
                                .getName()
                                .equals("org.apache.kafka.common.errors.TimeoutException"));
    }

    private static String message(Exception exception) {
        return switch (exception) {
            case BindException bind -> "the port is taken (" + bind.getMessage() + ")";
            case FileSystemException file ->
                    "\""
                            + file.getFile()
                            + "\": "
                            + file.getClass().getSimpleName()
                            + (file.getReason() == null ? "" : " (" + file.getReason() + ")");
            default ->
                    exception.getMessage() == null || exception.getMessage().isBlank()
                            ? exception.getClass().getSimpleName()
                            : exception.getMessage();
        };
    }

    private static <T extends Throwable> Optional<T> cause(Throwable exception, Class<T> type) {
        return causes(exception).filter(type::isInstance).map(type::cast).findFirst();
    }

    private static Stream<Throwable> causes(Throwable exception) {
        return Stream.iterate(exception, cause -> cause != null, Throwable::getCause).limit(20);
    }
}
