package dev.tributary.simulator.telegram.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.telegram.tl.TlObject;
import dev.tributary.simulator.telegram.town.Account;
import dev.tributary.simulator.telegram.town.Channel;
import dev.tributary.simulator.telegram.town.Person;
import dev.tributary.simulator.telegram.town.Post;
import dev.tributary.simulator.telegram.town.PrivateChat;
import dev.tributary.simulator.telegram.town.Town;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class UpdateCallsTest {

    private static final Instant AWAY_FROM = Instant.parse("2026-01-01T00:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(AWAY_FROM);
    private final InstantSource source = now::get;
    private final Town town = new Town(source.withZone(ZoneOffset.UTC));
    private final Account ann = town.addAccount("Ann", "");
    private final Person cid = town.addPerson("Cid", "");
    private final PrivateChat talk = town.openPrivateChat(ann, cid);
    private final Channel channel =
            town.addChannel("All", Channel.Kind.SUPERGROUP, List.of(cid, ann.person()));
    private final Functions functions = functions();

    private Functions functions() {
        MessageWire messages = new MessageWire(town.files());
        Functions all = new Functions();
        new UpdateCalls(town, messages, new UpdateWire(messages)).into(all);
        return all;
    }

    private TlObject ask(TlObject function) {
        return (TlObject)
                functions
                        .closed(function.name())
                        .orElseThrow()
                        .answer(new Caller(ann, 1), function);
    }

    private TlObject difference(int pts, int date) {
        return ask(TlObject.of("updates.getDifference").with("pts", pts).with("date", date));
    }

    private TlObject channelDifference(int pts, int limit) {
        return ask(
                TlObject.of("updates.getChannelDifference")
                        .with(
                                "channel",
                                TlObject.of("inputChannel").with("channel_id", channel.peer().id()))
                        .with("pts", pts)
                        .with("limit", limit));
    }

    private void say(int times) {
        for (int i = 0; i < times; i++) {
            town.post(talk, cid, Post.text("said " + i));
            town.post(channel, cid, Post.text("said " + i));
        }
    }

    @Test
    void aClientThatAsksPartByPartHearsOfEachChangedChannel() {
        int pts = ann.box().pts();
        int date = Wire.seconds(now.get());
        say(250);
        now.set(AWAY_FROM.plus(Duration.ofHours(1)));
        List<String> others = new ArrayList<>();
        int fresh = 0;
        boolean isAll = false;

        while (!isAll) {
            TlObject part = difference(pts, date);
            isAll = part.is("updates.difference");
            TlObject state = part.object(isAll ? "state" : "intermediate_state");
            pts = state.integer("pts");
            date = state.integer("date");
            fresh += part.objects("new_messages").size();
            part.objects("other_updates").forEach(update -> others.add(update.name()));
        }

        assertThat(fresh).isEqualTo(250);
        assertThat(others).contains("updateChannelTooLong");
        assertThat(difference(pts, date).name()).isEqualTo("updates.differenceEmpty");
    }

    @Test
    void onlyTheLastPartOfAChannelSaysWhenToAskAgain() {
        int pts = channel.box().pts();
        say(3);

        TlObject part = channelDifference(pts, 2);
        TlObject rest = channelDifference(part.integer("pts"), 2);

        assertThat(part.has("final") || part.has("timeout")).isFalse();
        assertThat(rest.has("final") && rest.has("timeout")).isTrue();
        assertThat(part.objects("new_messages")).hasSize(2);
        assertThat(rest.objects("new_messages")).hasSize(1);
        assertThat(rest.integer("pts")).isEqualTo(channel.box().pts());
    }

    @Test
    void whoIsTooFarBehindIsToldSo() {
        int pts = ann.box().pts();
        int channelPts = channel.box().pts();
        town.keepEvents(2);
        say(3);

        assertThat(difference(pts, 0).name()).isEqualTo("updates.differenceTooLong");
        assertThat(difference(pts, 0).integer("pts")).isEqualTo(ann.box().pts());
        TlObject tooLong = channelDifference(channelPts, 100);
        assertThat(tooLong.name()).isEqualTo("updates.channelDifferenceTooLong");
        assertThat(tooLong.object("dialog").integer("pts")).isEqualTo(channel.box().pts());
    }
}
