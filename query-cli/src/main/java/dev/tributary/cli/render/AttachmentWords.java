package dev.tributary.cli.render;

import dev.tributary.contract.answer.Attached;
import java.util.List;
import java.util.Locale;

/// What hangs on a message, in a line: `[photo, 113 kB, stored as files/3f/3f...]`.
final class AttachmentWords {

    private static final int STEP = 1_000;

    /// From here on a number of three digits would be written with four.
    private static final double TOO_LONG = 999.5;

    private AttachmentWords() {}

    static String of(Attached attached) {
        StringBuilder words = new StringBuilder("[").append(attached.kind());
        if (attached.name() != null) {
            words.append(' ').append(TerminalText.oneLine(attached.name()));
        }
        if (attached.size() != null) {
            words.append(", ").append(size(attached.size()));
        }
        return words.append(place(attached)).append(']').toString();
    }

    private static String place(Attached attached) {
        if (attached.stored() != null) {
            return ", stored as files/" + attached.stored();
        }
        String path = attached.path();
        return path == null ? "" : ", in the export as " + TerminalText.oneLine(path);
    }

    static String size(long bytes) {
        if (bytes < STEP) {
            return bytes + " B";
        }
        double number = bytes;
        String unit = "";
        for (String next : List.of("kB", "MB", "GB", "TB")) {
            if (number < TOO_LONG) {
                break;
            }
            number /= STEP;
            unit = next;
        }
        return String.format(Locale.ROOT, number < 9.95 ? "%.1f %s" : "%.0f %s", number, unit);
    }
}
