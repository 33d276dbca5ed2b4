package dev.tributary.cli.render;

import dev.tributary.cli.TerminalFacts;
import dev.tributary.contract.change.Change;
import dev.tributary.contract.change.ChangeGap;
import dev.tributary.contract.change.FeedEntry;
import java.io.PrintStream;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.UnaryOperator;

/// A line for each change, for people: time, chat, sender, what happened, text. In a terminal it
/// never takes a second line; in a pipe it is whole. A gap is told among the remarks.
final class ChangeLines implements ChangeWriter {

    private static final String SPACE = "  ";
    private static final int CHAT = 24;
    private static final int SENDER = 16;

    /// A terminal so wide has room for the date.
    private static final int WIDE = 70;

    private final TerminalFacts terminal;
    private final PrintStream out;
    private final PrintStream talk;
    private final Palette palette;
    private final DateTimeFormatter time;

    ChangeLines(TerminalFacts terminal, PrintStream out, PrintStream talk) {
        this.terminal = terminal;
        this.out = out;
        this.talk = talk;
        this.palette = new Palette(terminal.colour());
        boolean isWide = !terminal.interactive() || terminal.columns() >= WIDE;
        this.time =
                DateTimeFormatter.ofPattern(
                                isWide ? "yyyy-MM-dd HH:mm:ss" : "HH:mm:ss", Locale.ROOT)
                        .withZone(terminal.zone());
    }

    @Override
    public void write(FeedEntry entry) {
        switch (entry) {
            case Change change -> out.println(line(change));
            case ChangeGap gap -> {
                out.flush();
                talk.println(palette.warning(ChangeItem.sentence(gap)));
            }
        }
    }

    private String line(Change change) {
        Line line = new Line();
        line.add(time.format(change.at()), palette::strong);
        line.add(shortened(chat(change), CHAT), palette::chat);
        line.add(shortened(sender(change), SENDER), UnaryOperator.identity());
        line.add(mark(change.kind()), palette::warning);
        line.add(TerminalText.oneLine(change.text()), UnaryOperator.identity());
        return line.text.toString();
    }

    private static String chat(Change change) {
        return change.chatTitle() == null ? change.chat().chat().value() : change.chatTitle();
    }

    private static String sender(Change change) {
        if (change.senderName() != null) {
            return change.senderName();
        }
        return change.sender() == null ? "" : change.sender().value();
    }

    private static String mark(Change.Kind kind) {
        return switch (kind) {
            case POSTED -> "";
            case EDITED -> "edited";
            case DELETED -> "deleted";
            case CHAT -> "chat changed";
        };
    }

    private String shortened(String text, int most) {
        String line = TerminalText.oneLine(text);
        return terminal.interactive()
                ? TerminalText.cut(line, Math.min(most, terminal.columns() / 5))
                : line;
    }

    /// Columns that are cut where the terminal ends.
    private final class Line {
        private final StringBuilder text = new StringBuilder();
        private int left = terminal.interactive() ? terminal.columns() : Integer.MAX_VALUE;

        void add(String column, UnaryOperator<String> style) {
            String space = text.isEmpty() ? "" : SPACE;
            if (column.isEmpty() || left <= space.length() + 1) {
                return;
            }
            left -= space.length();
            String fits = TerminalText.cut(column, left);
            left -= TerminalText.width(fits);
            text.append(space).append(style.apply(fits));
        }
    }
}
