package dev.tributary.query;

import java.sql.SQLException;

/// Postgres does not answer, or holds no archive. Programs exit with
/// [dev.tributary.contract.runtime.ExitCode#NOTHING_REACHABLE].
public final class ArchiveUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ArchiveUnavailable(String message, SQLException cause) {
        super(message, cause);
    }
}
