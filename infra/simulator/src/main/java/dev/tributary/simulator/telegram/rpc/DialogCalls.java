package dev.tributary.simulator.telegram.rpc;

import dev.tributary.simulator.telegram.mtproto.Refusal;
import dev.tributary.simulator.telegram.tl.TlObject;
import dev.tributary.simulator.telegram.town.Account;
import dev.tributary.simulator.telegram.town.Channel;
import dev.tributary.simulator.telegram.town.Chat;
import dev.tributary.simulator.telegram.town.Message;
import dev.tributary.simulator.telegram.town.MessageBox;
import dev.tributary.simulator.telegram.town.Peer;
import dev.tributary.simulator.telegram.town.Town;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The list of chats, the newest first, in pages.
final class DialogCalls {

    private static final int LARGEST_PAGE = 100;
    private static final int ARCHIVE = 1;

    private final Town town;
    private final MessageWire messages;

    DialogCalls(Town town, MessageWire messages) {
        this.town = town;
        this.messages = messages;
    }

    void into(Functions functions) {
        functions.toAccounts("messages.getDialogs", this::dialogs);
        functions.toAccounts("messages.getPinnedDialogs", this::pinned);
        functions.toAccounts("messages.getPeerDialogs", this::of);
    }

    private TlObject dialogs(Caller caller, TlObject function) {
        Account account = caller.account();
        boolean isArchive = function.integerOrZero("folder_id") == ARCHIVE;
        List<Row> all =
                rows(account).stream()
                        .filter(row -> account.isArchived(row.peer()) == isArchive)
                        .sorted(Row.NEWEST_FIRST)
                        .toList();
        List<Row> page =
                all.stream()
                        .filter(row -> row.isAfter(account, function))
                        .limit(Math.min(LARGEST_PAGE, function.integer("limit")))
                        .toList();
        boolean isAll = page.size() == all.size();
        TlObject answer =
                isAll
                        ? TlObject.of("messages.dialogs")
                        : TlObject.of("messages.dialogsSlice").with("count", all.size());
        return filled(account, answer, page);
    }

    private TlObject pinned(Caller caller, TlObject function) {
        TlObject answer =
                TlObject.of("messages.peerDialogs")
                        .with("state", UpdateCalls.state(town, caller.account()));
        return filled(caller.account(), answer, List.of());
    }

    private TlObject of(Caller caller, TlObject function) {
        Account account = caller.account();
        List<Row> rows =
                function.objects("peers").stream()
                        .map(input -> Wire.peer(account, input.object("peer")))
                        .map(peer -> row(account, peer))
                        .toList();
        TlObject answer =
                TlObject.of("messages.peerDialogs").with("state", UpdateCalls.state(town, account));
        return filled(account, answer, rows);
    }

    private Row row(Account account, Peer peer) {
        if (peer instanceof Peer.User) {
            return new Row(peer, account.box());
        }
        Chat chat = account.chats().get(peer);
        if (chat == null) {
            throw peer instanceof Peer.Channel
                    ? new Refusal(400, "CHANNEL_PRIVATE")
                    : new Refusal(403, "CHAT_FORBIDDEN");
        }
        return new Row(peer, account.boxOf(chat));
    }

    private TlObject filled(Account account, TlObject answer, List<Row> rows) {
        Bundle bundle = new Bundle(town, account);
        List<TlObject> tops = new ArrayList<>();
        List<TlObject> dialogs = new ArrayList<>();
        for (Row row : rows) {
            bundle.with(row.peer());
            dialogs.add(ChatWire.dialog(account, row.peer(), row.box()));
            row.top()
                    .ifPresent(message -> {
                        bundle.with(message);
                        tops.add(messages.message(account, message));
                    });
        }
        return bundle.into(answer.with("dialogs", dialogs).with("messages", tops));
    }

    private static List<Row> rows(Account account) {
        List<Row> rows = new ArrayList<>();
        for (Map.Entry<Peer, Chat> chat : account.chats().entrySet()) {
            Row row = new Row(chat.getKey(), account.boxOf(chat.getValue()));
            // A private chat is in the list once somebody said something.
            if (row.top().isPresent() || chat.getValue() instanceof Channel) {
                rows.add(row);
            }
        }
        return rows;
    }

    /// A chat of the list.
    private record Row(Peer peer, MessageBox box) {

        static final Comparator<Row> NEWEST_FIRST =
                Comparator.comparingInt(Row::date)
                        .thenComparingInt(Row::id)
                        .thenComparingLong(row -> row.peer().chatId())
                        .reversed();

        Optional<Message> top() {
            return box.last(peer);
        }

        int date() {
            return top().map(message -> Wire.seconds(message.date())).orElse(0);
        }

        int id() {
            return top().map(Message::id).orElse(0);
        }

        /// Whether it comes after the one that the client had last.
        boolean isAfter(Account account, TlObject function) {
            int offsetDate = function.integer("offset_date");
            if (offsetDate == 0 || offsetDate == Integer.MAX_VALUE) {
                return true;
            }
            if (date() != offsetDate) {
                return date() < offsetDate;
            }
            if (id() != function.integer("offset_id")) {
                return id() < function.integer("offset_id");
            }
            TlObject last = function.object("offset_peer");
            return last.is("inputPeerEmpty") || peer.chatId() < Wire.peer(account, last).chatId();
        }
    }
}
