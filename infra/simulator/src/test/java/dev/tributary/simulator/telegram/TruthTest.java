package dev.tributary.simulator.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.telegram.town.Account;
import dev.tributary.simulator.telegram.town.Person;
import dev.tributary.simulator.telegram.town.Post;
import dev.tributary.simulator.telegram.town.Posting;
import dev.tributary.simulator.telegram.town.PrivateChat;
import dev.tributary.simulator.telegram.town.Town;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TruthTest {

    @Test
    void holdsWhatIsSaidNowAndWhatIsNoMore() {
        Town town = new Town(Clock.systemUTC());
        Account ann = town.addAccount("Ann", "");
        Person cid = town.addPerson("Cid", "");
        PrivateChat chat = town.openPrivateChat(ann, cid);
        Posting kept = town.post(chat, cid, Post.text("kept"));
        Posting edited = town.post(chat, cid, Post.text("edited"));
        Posting deleted = town.post(chat, cid, Post.text("deleted"));
        town.edit(edited, "changed");
        town.delete(deleted);

        Truth.ChatTruth truth = Truth.of(ann).chats().get(cid.id());

        assertThat(truth.messages())
                .containsExactly(
                        Map.entry(kept.idFor(ann), new Truth.MessageTruth("kept", false, false)),
                        Map.entry(
                                edited.idFor(ann), new Truth.MessageTruth("changed", true, false)));
        assertThat(truth.deleted()).containsExactly(deleted.idFor(ann));
    }
}
