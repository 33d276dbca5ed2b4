package dev.tributary.cli.render;

import dev.tributary.cli.TerminalFacts;
import dev.tributary.contract.answer.Answer;
import dev.tributary.contract.answer.Answered;
import dev.tributary.contract.answer.Hit;
import dev.tributary.contract.answer.Message;
import dev.tributary.contract.answer.Meta;
import dev.tributary.contract.answer.Snippet;
import dev.tributary.contract.identity.ChatRef;
import dev.tributary.contract.identity.MessageRef;
import java.io.PrintStream;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// For people. In a terminal coloured, wrapped and cut to its width; in a pipe the same words
/// without colour, whole.
final class TableRenderer implements Renderer {

    private static final String INDENT = "    ";
    private static final String MARKS = Snippet.OPEN + Snippet.CLOSE;

    private final TerminalFacts terminal;
    private final PrintStream out;
    private final PrintStream talk;
    private final Palette palette;
    private final DateTimeFormatter time;

    TableRenderer(TerminalFacts terminal, PrintStream out, PrintStream talk) {
        this.terminal = terminal;
        this.out = out;
        this.talk = talk;
        this.palette = new Palette(terminal.colour());
        this.time =
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT)
                        .withZone(terminal.zone());
    }

    @Override
    public void render(Answered answered) {
        switch (answered.answer()) {
            case Answer.Hits hits -> hits(hits.hits());
            case Answer.Messages messages -> messages(messages);
            case Answer.Versions versions -> versions(versions);
            case Answer.ChatList chats -> grid(chats(chats));
            case Answer.StatsReport stats -> stats(stats);
            case Answer.ArchiveStatus status -> grid(accounts(status));
        }
        remarks(answered.meta());
    }

    @Override
    public void render(Report report) {
        String gap = "";
        for (Report.Section section : report.sections()) {
            out.print(gap);
            if (!section.heading().isEmpty()) {
                out.println(palette.strong(section.heading()));
            }
            grid(section.grid());
            gap = System.lineSeparator();
        }
        remarks(report.meta());
    }

    private void hits(List<Hit> hits) {
        if (hits.isEmpty()) {
            talk.println("nothing found");
        }
        for (Hit hit : hits) {
            header(hit.message(), hit.repeats() > 1 ? "×" + hit.repeats() : "");
            body(hit.snippet().marked().replaceAll("\\s+", " "), hit.message().deleted());
            attachments(hit.message());
            out.println(INDENT + palette.faint(hit.message().ref().toString()));
        }
    }

    private void messages(Answer.Messages messages) {
        if (messages.messages().isEmpty()) {
            talk.println("nothing found");
        }
        for (Message message : messages.messages()) {
            MessageRef focus = messages.focus();
            header(message, message.ref().equals(focus) ? "◀" : "");
            body(message.text(), message.deleted());
            attachments(message);
            out.println(INDENT + palette.faint(message.ref().toString()));
        }
    }

    private void versions(Answer.Versions versions) {
        header(versions.current(), "");
        attachments(versions.current());
        out.println(INDENT + palette.faint(versions.current().ref().toString()));
        for (Answer.Version version : versions.versions()) {
            out.println(palette.strong(time(version.at())));
            body(version.text(), false);
        }
        if (versions.deletedAt() != null) {
            out.println(palette.warning(time(versions.deletedAt()) + "  deleted"));
        }
    }

    /// Time, chat, sender, remark.
    private void header(Message message, String remark) {
        String name = message.senderName();
        String sender =
                name != null ? name : message.sender() == null ? "" : message.sender().value();
        String edited = message.editedAt() == null ? "" : "edited";
        String line =
                palette.strong(time(message.sentAt()))
                        + column(palette.chat(name(message.chatTitle(), message.ref().chatRef())))
                        + column(short40(sender))
                        + column(palette.faint(edited))
                        + column(palette.warning(message.deleted() ? "deleted" : ""))
                        + column(palette.faint(remark));
        out.println(line);
    }

    private static String column(String text) {
        return text.isEmpty() ? "" : "  " + text;
    }

    private String short40(String text) {
        String line = TerminalText.oneLine(text);
        return terminal.interactive() ? TerminalText.cut(line, 40) : line;
    }

    private void attachments(Message message) {
        message.attachments().forEach(attached -> body(AttachmentWords.of(attached), true));
    }

    private void body(String text, boolean faint) {
        String harmless = TerminalText.harmless(text).stripTrailing();
        List<String> lines =
                terminal.interactive()
                        ? TerminalText.wrap(harmless, terminal.columns() - INDENT.length(), MARKS)
                        : harmless.lines().toList();
        boolean open = false;
        for (String line : lines) {
            // A match may run over a line's end; each line is coloured by itself.
            String whole = (open ? Snippet.OPEN : "") + line;
            open = whole.lastIndexOf(Snippet.OPEN) > whole.lastIndexOf(Snippet.CLOSE);
            String marked =
                    new Snippet(whole + (open ? Snippet.CLOSE : ""))
                            .marked(palette.matchOpen(), palette.matchClose());
            out.println(INDENT + (faint ? palette.faint(marked) : marked));
        }
    }

    private Grid chats(Answer.ChatList chats) {
        return new Grid(
                List.of("CHAT", "KIND", "MESSAGES", "LAST", "REFERENCE"),
                Set.of(2),
                chats.chats().stream()
                        .map(chat ->
                                List.of(
                                        name(chat.title(), chat.ref()),
                                        chat.kind() == null
                                                ? ""
                                                : chat.kind().name().toLowerCase(Locale.ROOT),
                                        Long.toString(chat.messages()),
                                        time(chat.lastAt()),
                                        chat.ref().toString()))
                        .toList());
    }

    /// Some chats have no title, or it is not known yet.
    private String name(@Nullable String title, ChatRef ref) {
        return short40(title == null ? ref.chat().value() : title);
    }

    private void stats(Answer.StatsReport stats) {
        Answer.Totals totals = stats.totals();
        out.println(
                palette.strong(totals.messages() + " messages")
                        + " in "
                        + totals.chats()
                        + " chats, "
                        + totals.replies()
                        + " replies, "
                        + totals.embedded()
                        + " with a vector, "
                        + totals.deleted()
                        + " deleted");
        if (totals.firstAt() != null) {
            out.println("from " + time(totals.firstAt()) + " to " + time(totals.lastAt()));
        }
        out.println();
        grid(
                new Grid(
                        List.of("CHAT", "MESSAGES", "REPLIES", "EMBEDDED", "REFERENCE"),
                        Set.of(1, 2, 3),
                        stats.chats().stream()
                                .map(chat ->
                                        List.of(
                                                name(chat.title(), chat.ref()),
                                                Long.toString(chat.messages()),
                                                Long.toString(chat.replies()),
                                                Long.toString(chat.embedded()),
                                                chat.ref().toString()))
                                .toList()));
    }

    private Grid accounts(Answer.ArchiveStatus status) {
        return new Grid(
                List.of("ACCOUNT", "CHATS", "MESSAGES", "LAST EVENT"),
                Set.of(1, 2),
                status.accounts().stream()
                        .map(account ->
                                List.of(
                                        account.account().toString(),
                                        Long.toString(account.chats()),
                                        Long.toString(account.messages()),
                                        time(account.lastEventAt())))
                        .toList());
    }

    private void grid(Grid grid) {
        List<String> lines = grid.lines();
        out.println(palette.faint(lines.getFirst()));
        lines.stream().skip(1).forEach(out::println);
    }

    private String time(@Nullable Instant at) {
        return at == null ? "-" : time.format(at);
    }

    /// What a reader should know beside the results, on stderr.
    private void remarks(Meta meta) {
        out.flush();
        if (meta.fallback() != null) {
            talk.println(palette.warning("note: " + meta.fallback()));
        }
        meta.degraded().forEach(reason -> talk.println(palette.warning("degraded: " + reason)));
        if (meta.next() != null) {
            talk.println(palette.faint("more: --cursor " + meta.next().value()));
        }
    }
}
