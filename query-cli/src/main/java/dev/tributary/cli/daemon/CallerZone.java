package dev.tributary.cli.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.TimeZone;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The time zone that a JVM of the caller's would have: the daemon may have been started by
/// somebody elsewhere.
final class CallerZone {

    private static final Path LOCAL = Path.of("/etc/localtime");
    private static final String DATABASE = "/zoneinfo/";

    /// A name and an offset to the west, without rules for summer
    /// (<https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap08.html>).
    private static final Pattern POSIX =
            Pattern.compile("(?:[A-Za-z]{3,}|<[^>]{3,}>)([+-]?)(\\d{1,2})(?::(\\d{2}))?");

    private final ZoneId system;

    /// @param system where `TZ` says nothing
    CallerZone(ZoneId system) {
        this.system = system;
    }

    /// Of a process that may have been started with a `TZ` of its own.
    static CallerZone inProcess(String timeZone) {
        return new CallerZone(timeZone.isEmpty() ? ZoneId.systemDefault() : ofTheMachine());
    }

    /// @param timeZone the value of the caller's `TZ`, empty if there is none
    ZoneId of(String timeZone) {
        String name = timeZone.startsWith(":") ? timeZone.substring(1) : timeZone;
        if (name.isEmpty()) {
            return system;
        }
        TimeZone known = TimeZone.getTimeZone(name);
        boolean isUnknown = known.getID().equals("GMT") && !name.equals("GMT");
        return isUnknown ? offset(name) : known.toZoneId();
    }

    private static ZoneId offset(String name) {
        Matcher posix = POSIX.matcher(name);
        if (!posix.matches()) {
            return ZoneOffset.UTC;
        }
        int minutes =
                Integer.parseInt(posix.group(2)) * 60
                        + (posix.group(3) == null ? 0 : Integer.parseInt(posix.group(3)));
        try {
            return ZoneOffset.ofTotalSeconds(
                    60 * (posix.group(1).equals("-") ? minutes : -minutes));
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }

    private static ZoneId ofTheMachine() {
        try {
            String place = Files.exists(LOCAL) ? LOCAL.toRealPath().toString() : "";
            int at = place.indexOf(DATABASE);
            return at < 0 ? ZoneOffset.UTC : ZoneId.of(place.substring(at + DATABASE.length()));
        } catch (IOException | DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }
}
