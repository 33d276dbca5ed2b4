package dev.tributary.simulator.vkteams;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Answers requests as the service does, and wrongly where the plan says so.
final class BotApi {

    private static final int REPEATABLE = 200;

    private final Conduct conduct;
    private final Clock clock;
    private final Map<String, BotSession> sessions;
    private final ChatDirectory chats;
    private final Map<String, StoredFile> files = new HashMap<>();
    private final List<Violation> violations = new CopyOnWriteArrayList<>();

    /// @param sessions by token
    BotApi(
            Conduct conduct,
            Clock clock,
            Map<String, BotSession> sessions,
            ChatDirectory chats,
            List<StoredFile> files) {
        this.conduct = conduct;
        this.clock = clock;
        this.sessions = Map.copyOf(sessions);
        this.chats = chats;
        files.forEach(file -> this.files.put(file.fileId(), file));
    }

    List<Violation> violations() {
        return List.copyOf(violations);
    }

    Answer answer(Request request) throws InterruptedException {
        Optional<Call> call = Call.of(request);
        if (call.isEmpty()) {
            return forbidden(request);
        }
        try {
            BotSession session = authorised(request);
            Optional<Fault> fault = session.strikes().next(each -> each.canStrike(call.get()));
            return fault.isPresent()
                    ? misbehave(fault.get(), session, call.get(), request)
                    : behave(session, call.get(), request);
        } catch (Refusal refusal) {
            return Answer.refusal(refusal);
        }
    }

    private Answer forbidden(Request request) {
        Violation.Kind kind = WriteCalls.kindOf(request);
        violations.add(new Violation(clock.instant(), request.method(), request.path(), kind));
        return switch (kind) {
            case WRITES -> Answer.refusal(Refusal.permissionDenied());
            case UNKNOWN -> Answer.notFound();
        };
    }

    private BotSession authorised(Request request) {
        String token = required(request, "token");
        BotSession session = sessions.get(token);
        if (session == null) {
            throw Refusal.invalidToken();
        }
        int callsBefore = session.calls().getAndIncrement();
        if (conduct.faults().isRevoked(session.bot(), callsBefore)) {
            throw Refusal.invalidToken();
        }
        return session;
    }

    private Answer behave(BotSession session, Call call, Request request)
            throws InterruptedException {
        return switch (call) {
            case SELF_GET -> Answer.json(self(session.bot()));
            case EVENTS_GET -> events(session, polled(session, Poll.of(request)));
            case CHATS_GET_INFO -> Answer.json(ok(chatInfo(request)));
            case CHATS_GET_MEMBERS -> Answer.json(ok(members(request)));
            case FILES_GET_INFO -> Answer.json(ok(fileInfo(request)));
        };
    }

    private Answer misbehave(Fault fault, BotSession session, Call call, Request request)
            throws InterruptedException {
        return switch (fault) {
            case HTTP_500 -> Answer.serverError();
            case OK_FALSE -> throw Refusal.badRequest();
            case HTML -> Answer.proxyPage();
            case RATELIMIT -> throw Refusal.rateLimit();
            case HTTP_429 -> Answer.tooMany();
            case MISSING_OK -> behave(session, call, request).withoutOk();
            case CUT_POLL -> behave(session, call, request).cut();
            case SLOW_ANSWER -> {
                session.stream().idle(Poll.of(request).pollTime().plus(conduct.lateBy()));
                yield behave(session, call, request);
            }
            case UNKNOWN_EVENT -> {
                session.stream().publish(UnknownEvent.at(clock.instant()));
                yield behave(session, call, request);
            }
            case REPEATED_EVENTS -> events(session, repeated(session, Poll.of(request)));
            case WRONG_ORDER -> events(session, disordered(session, Poll.of(request)));
        };
    }

    private List<StreamEvent> polled(BotSession session, Poll poll) throws InterruptedException {
        return session.stream()
                .await(poll.lastEventId(), conduct.eventsPerAnswer(), poll.pollTime());
    }

    private List<StreamEvent> repeated(BotSession session, Poll poll) throws InterruptedException {
        List<StreamEvent> batch = polled(session, poll);
        List<StreamEvent> earlier = session.stream().before(poll.lastEventId(), REPEATABLE);
        if (batch.isEmpty() && earlier.isEmpty()) {
            session.strikes().takeBack(Fault.REPEATED_EVENTS);
        }
        return Distortion.repeated(batch, earlier, session.strikes().random());
    }

    private List<StreamEvent> disordered(BotSession session, Poll poll)
            throws InterruptedException {
        List<StreamEvent> batch = polled(session, poll);
        if (batch.size() < 2) {
            session.strikes().takeBack(Fault.WRONG_ORDER);
        }
        return Distortion.disordered(batch, session.strikes().random());
    }

    private static Answer events(BotSession session, List<StreamEvent> batch) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        batch.forEach(event -> array.add(event.json()));
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("ok", true);
        body.set("events", array);
        return Answer.json(body, () -> session.stream().departed(batch));
    }

    private static ObjectNode self(Bot bot) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("ok", true)
                .put("userId", bot.userId())
                .put("nick", bot.nick())
                .put("firstName", bot.firstName());
    }

    private ObjectNode chatInfo(Request request) {
        Chat chat = chats.chat(required(request, "chatId")).orElseThrow(Refusal::permissionDenied);
        if (chat.isThread()) {
            throw Refusal.badRequest();
        }
        return chat.info();
    }

    private ObjectNode members(Request request) {
        Chat chat = chats.chat(required(request, "chatId")).orElseThrow(Refusal::permissionDenied);
        if (chat.isThread()) {
            throw Refusal.permissionDenied();
        }
        return MemberPage.of(chat, request.parameter("cursor"), conduct.membersPerPage());
    }

    private ObjectNode fileInfo(Request request) {
        StoredFile file = files.get(required(request, "fileId"));
        if (file == null) {
            throw Refusal.badRequest();
        }
        return file.info();
    }

    private static ObjectNode ok(ObjectNode body) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("ok", true);
        answer.setAll(body);
        return answer;
    }

    static String required(Request request, String parameter) {
        return request.parameter(parameter).orElseThrow(() -> Refusal.missing(parameter));
    }
}
