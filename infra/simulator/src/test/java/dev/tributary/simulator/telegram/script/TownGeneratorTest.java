package dev.tributary.simulator.telegram.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.telegram.town.Account;
import dev.tributary.simulator.telegram.town.Channel;
import dev.tributary.simulator.telegram.town.Chat;
import dev.tributary.simulator.telegram.town.Group;
import dev.tributary.simulator.telegram.town.Message;
import dev.tributary.simulator.telegram.town.Peer;
import dev.tributary.simulator.telegram.town.PrivateChat;
import dev.tributary.simulator.telegram.town.Town;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class TownGeneratorTest {

    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    private static final TownPlan PLAN = TownPlan.usual(7).withMessages(3_000);

    private static Town generate() {
        return TownGenerator.generate(PLAN, Texts.generated(), CLOCK);
    }

    private static List<String> texts(Town town) {
        List<String> texts = new ArrayList<>();
        for (Account account : town.accounts()) {
            for (Map.Entry<Peer, Chat> chat : account.chats().entrySet()) {
                for (int id : account.boxOf(chat.getValue()).ids(chat.getKey())) {
                    account.boxOf(chat.getValue())
                            .message(id)
                            .map(Message::post)
                            .ifPresent(post -> texts.add(post.text()));
                }
            }
        }
        return texts;
    }

    @Test
    void theSameSeedMakesTheSameTown() {
        assertThat(texts(generate())).isEqualTo(texts(generate()));
    }

    @Test
    void aTownHasAllKindsOfChats() {
        Town town = generate();

        Set<Chat> chats = new HashSet<>();
        town.accounts().forEach(account -> chats.addAll(account.chats().values()));

        assertThat(chats).hasSize(PLAN.chats());
        assertThat(chats).hasAtLeastOneElementOfType(PrivateChat.class);
        assertThat(chats).hasAtLeastOneElementOfType(Group.class);
        assertThat(chats)
                .filteredOn(Channel.class::isInstance)
                .extracting(chat -> ((Channel) chat).kind())
                .contains(Channel.Kind.values());
    }

    @Test
    void theTalkIsToldAndLeavesTheTown() throws Exception {
        Town town = TownGenerator.generate(PLAN, Texts.generated(), Clock.systemUTC());
        List<LiveScript.Said> said = new CopyOnWriteArrayList<>();

        try (LiveScript script =
                LiveScript.start(
                        town, new LiveRate(1_000, 10, 4), Texts.generated(), 1, said::add)) {
            Awaitility.await().until(() -> script.posts() > 100);
        }

        assertThat(said).extracting(LiveScript.Said::text).doesNotHaveDuplicates();
        assertThat(texts(town)).anyMatch(text -> text.startsWith("live "));
        assertThat(texts(town)).anyMatch(text -> text.startsWith("edited "));
    }
}
