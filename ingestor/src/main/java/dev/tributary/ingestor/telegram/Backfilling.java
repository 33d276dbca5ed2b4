package dev.tributary.ingestor.telegram;

import dev.tributary.contract.raw.Origin;
import dev.tributary.contract.raw.RawEvent;
import dev.tributary.ingestor.append.Cursor;
import dev.tributary.ingestor.telegram.SyncReport.ChatProgress;
import dev.tributary.ingestor.telegram.backfill.BackfillCursor;
import dev.tributary.ingestor.telegram.backfill.BackfillPlan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/// Fetches the history of the chats, page by page, as [BackfillPlan] has it. Never more than the
/// log takes: what was fetched and not written waits in memory.
final class Backfilling {

    private static final Logger LOG = LoggerFactory.getLogger(Backfilling.class);

    /// Pages under way or waiting for the log.
    private static final int MOST_PAGES = 6;

    private static final int MOST_TOLD = 50;

    private final Desk desk;
    private final BackfillPlan plan = new BackfillPlan();
    private int refused;

    Backfilling(Desk desk) {
        this.desk = desk;
    }

    /// The history is wanted from where the log has it.
    ///
    /// @param top where it begins if the log has nothing: all messages with smaller ids
    /// @return the cursors that this moves
    Map<String, Cursor> want(KnownChat chat, long top) {
        if (plan.knows(chat.id())) {
            return Map.of();
        }
        String stream = stream(chat.id());
        Cursor known = desk.streams().get(stream);
        BackfillCursor from =
                known == null ? BackfillCursor.from(top) : BackfillCursor.parse(known);
        plan.add(chat.id(), desk.rules().rank(chat), chat.newestAt(), from);
        return known == null ? Map.of(stream, from.toCursor()) : Map.of();
    }

    /// Asks for what may be asked for.
    void proceed() {
        while (plan.underWay() < Urgency.BACKFILL.mostUnderWay()
                && plan.underWay() + desk.outbox().waitingPages() < MOST_PAGES) {
            Optional<BackfillPlan.Page> page = plan.next();
            if (page.isEmpty()) {
                return;
            }
            ask(page.get());
        }
    }

    private void ask(BackfillPlan.Page page) {
        if (desk.forbidden().contains(page.chat())) {
            plan.giveUp(page.chat());
            return;
        }
        desk.requests()
                .ask(
                        new Request(
                                Urgency.BACKFILL,
                                Functions.getChatHistory(page.chat(), page.below()),
                                answer -> arrived(page, answer),
                                refusal -> refused(page.chat(), refusal)));
    }

    private void arrived(BackfillPlan.Page page, ObjectNode answer) {
        HistoryPage all = HistoryPage.of(answer, page.below());
        Instant oldest = desk.rules().oldest(desk.clock().instant());
        HistoryPage wanted = oldest == null ? all : all.since(oldest);
        boolean isLast = all.isEmpty() || wanted.messages().size() < all.messages().size();
        BackfillCursor after =
                plan.arrived(
                        page.chat(),
                        wanted.messages().size(),
                        all.isEmpty() ? page.below() : all.lowest(),
                        reaches(all, page),
                        isLast);
        List<RawEvent> events =
                wanted.messages().stream()
                        .map(message -> desk.records().message(message, Origin.BACKFILL))
                        .toList();
        wanted.messages().forEach(message -> desk.saw(message, Origin.BACKFILL));
        desk.outbox().backfill(events, Map.of(stream(page.chat()), after.toCursor()));
        if (plan.isComplete()) {
            LOG.atInfo()
                    .addKeyValue("account", desk.name())
                    .addKeyValue("count", plan.progress().messages())
                    .log("The history of the account's chats is fetched");
        }
    }

    private Instant reaches(HistoryPage all, BackfillPlan.Page page) {
        return all.isEmpty() ? desk.chat(page.chat()).newestAt() : all.reaches();
    }

    private void refused(long chat, Refusal refusal) {
        plan.giveUp(chat);
        if (refusal instanceof Refusal.Forbidden) {
            desk.forbidden().add(chat, refusal.reason());
        } else {
            refused++;
            LOG.atWarn()
                    .addKeyValue("account", desk.name())
                    .addKeyValue("chat", chat)
                    .addKeyValue("error", refusal.reason())
                    .log("The history of a chat is not given; it is asked for at the next start");
        }
    }

    /// @param isPlanned whether all chats are known whose history is wanted
    SyncReport.Backfill report(boolean isPlanned) {
        BackfillPlan.Progress progress = plan.progress();
        return new SyncReport.Backfill(
                progress.chats(),
                progress.done(),
                isPlanned ? progress.percent() : 0,
                refused,
                progress.messages(),
                plan.open().stream()
                        .limit(MOST_TOLD)
                        .map(chat ->
                                new ChatProgress(
                                        Long.toString(chat.chat()),
                                        chat.percent(),
                                        chat.messages()))
                        .toList());
    }

    private static String stream(long chat) {
        return "backfill:" + chat;
    }
}
