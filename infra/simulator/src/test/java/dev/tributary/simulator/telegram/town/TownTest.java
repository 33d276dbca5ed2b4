package dev.tributary.simulator.telegram.town;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class TownTest {

    private final Town town =
            new Town(Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC));
    private final Account ann = town.addAccount("Ann", "");
    private final Account ben = town.addAccount("Ben", "");
    private final Person cid = town.addPerson("Cid", "");

    @Test
    void aGroupsMessageHasACopyInEachAccountsBox() {
        town.post(town.openPrivateChat(ann, cid), cid, Post.text("only Ann"));
        Group group = town.addGroup("All", List.of(cid, ann.person(), ben.person()));

        Posting posting = town.post(group, cid, Post.text("both"));

        assertThat(posting.idFor(ann)).isEqualTo(3);
        assertThat(posting.idFor(ben)).isEqualTo(2);
    }

    @Test
    void aChannelsMessageIsOneForAll() {
        Channel channel =
                town.addChannel(
                        "All", Channel.Kind.SUPERGROUP, List.of(cid, ann.person(), ben.person()));

        Posting posting = town.post(channel, cid, Post.text("both"));

        assertThat(posting.idFor(ann)).isEqualTo(posting.idFor(ben)).isEqualTo(2);
    }

    @Test
    void aPrivateChatIsNamedAfterTheOther() {
        town.post(town.openPrivateChat(ann, ben.person()), ann.person(), Post.text("hello"));

        assertThat(ann.box().ids(ben.person().peer())).hasSize(1);
        assertThat(ben.box().ids(ann.person().peer())).hasSize(1);
    }

    @Test
    void changesAreCountedFromWhereAClientIs() {
        PrivateChat chat = town.openPrivateChat(ann, cid);
        Posting first = town.post(chat, cid, Post.text("first"));
        int before = ann.box().pts();
        town.edit(first, "changed");
        town.delete(first);

        List<BoxEvent> events = ann.box().since(before).orElseThrow();

        assertThat(events)
                .extracting(BoxEvent::kind)
                .containsExactly(BoxEvent.Kind.EDITED, BoxEvent.Kind.DELETED);
        assertThat(events.getLast().pts()).isEqualTo(ann.box().pts()).isEqualTo(before + 2);
    }

    @Test
    void aGroupThatIsMadeNowIsAChangeLikeOthers() {
        PrivateChat chat = town.openPrivateChat(ann, cid);
        int before = ann.box().pts();
        town.post(chat, cid, Post.text("said"));

        town.addGroup("All", List.of(cid, ann.person()));

        assertThat(ann.box().since(before).orElseThrow()).hasSize(2);
    }

    @Test
    void changesThatAreForgottenAreTooLongAgo() {
        PrivateChat chat = town.openPrivateChat(ann, cid);
        int before = ann.box().pts();
        town.post(chat, cid, Post.text("said"));

        town.forgetEvents();

        assertThat(ann.box().since(before)).isEmpty();
        assertThat(ann.box().since(ann.box().pts())).hasValue(List.of());
    }

    @Test
    void ofChangesThatAreKeptTheLastOnesAreKnown() {
        PrivateChat chat = town.openPrivateChat(ann, cid);
        town.keepEvents(2);
        int before = ann.box().pts();
        town.post(chat, cid, Post.text("one"));
        town.post(chat, cid, Post.text("two"));
        town.post(chat, cid, Post.text("three"));

        assertThat(ann.box().since(before)).isEmpty();
        assertThat(ann.box().since(before + 1).orElseThrow()).hasSize(2);
    }

    @Test
    void aReplyIsToTheCopyInTheSameBox() {
        town.post(town.openPrivateChat(ann, cid), cid, Post.text("shifts Ann's ids"));
        Group group = town.addGroup("All", List.of(cid, ann.person(), ben.person()));
        Posting question = town.post(group, cid, Post.text("question"));

        Posting answer = town.post(group, cid, Post.text("answer").replying(Reply.to(question)));

        assertThat(ann.box().message(answer.idFor(ann)).orElseThrow().replyTo())
                .isEqualTo(question.idFor(ann));
        assertThat(ben.box().message(answer.idFor(ben)).orElseThrow().replyTo())
                .isEqualTo(question.idFor(ben));
    }

    @Test
    void whoLeftHearsNothingMore() {
        Group group = town.addGroup("All", List.of(cid, ann.person(), ben.person()));
        town.leave(group, ann.person());
        int before = ann.box().pts();

        town.post(group, cid, Post.text("without Ann"));

        assertThat(ann.box().pts()).isEqualTo(before);
        assertThat(ann.chats()).isEmpty();
    }
}
