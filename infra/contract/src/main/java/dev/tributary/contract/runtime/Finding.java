package dev.tributary.contract.runtime;

/// What an examination of a place has found.
///
/// @param subject what was looked at: `Kafka`, `Postgres`, a topic
/// @param sentence what is so
/// @param remedy a command, SQL or a setting; empty where nothing is to be done
public record Finding(Level level, String subject, String sentence, String remedy) {

    /// How bad it is.
    public enum Level {
        OK,
        /// It works, with less than it could.
        WARNING,
        /// Something does not work.
        PROBLEM,
        /// Nothing else could be looked at.
        UNREACHABLE
    }

    public static Finding ok(String subject, String sentence) {
        return new Finding(Level.OK, subject, sentence, "");
    }

    public static Finding warning(String subject, String sentence, String remedy) {
        return new Finding(Level.WARNING, subject, sentence, remedy);
    }

    public static Finding problem(String subject, String sentence, String remedy) {
        return new Finding(Level.PROBLEM, subject, sentence, remedy);
    }

    public static Finding unreachable(String subject, String sentence, String remedy) {
        return new Finding(Level.UNREACHABLE, subject, sentence, remedy);
    }
}
