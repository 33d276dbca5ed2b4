package dev.tributary.simulator.telegram.rpc;

import dev.tributary.simulator.telegram.mtproto.Refusal;
import dev.tributary.simulator.telegram.tl.TlAnswer;
import dev.tributary.simulator.telegram.tl.TlObject;
import dev.tributary.simulator.telegram.town.Account;
import dev.tributary.simulator.telegram.town.Peer;
import dev.tributary.simulator.telegram.town.Person;
import dev.tributary.simulator.telegram.town.Town;
import java.util.List;

/// Users and contacts.
final class PeopleCalls {

    private final Town town;

    PeopleCalls(Town town) {
        this.town = town;
    }

    void into(Functions functions) {
        functions.toAccounts("users.getUsers", this::users);
        functions.toAccounts("users.getFullUser", this::fullUser);
        functions.toAccounts("contacts.getContacts", this::contacts);
    }

    private TlAnswer users(Caller caller, TlObject function) {
        return new TlAnswer.Vector(
                function.objects("id").stream()
                        .map(input -> person(caller.account(), input))
                        .map(person -> PeopleWire.user(caller.account(), person))
                        .toList());
    }

    private Person person(Account viewer, TlObject input) {
        Peer peer = Wire.peer(viewer, input);
        return town.person(peer.id()).orElseThrow(() -> new Refusal(400, "USER_ID_INVALID"));
    }

    private TlObject fullUser(Caller caller, TlObject function) {
        Person person = person(caller.account(), function.object("id"));
        return new Bundle(town, caller.account())
                .with(person)
                .into(TlObject.of("users.userFull").with("full_user", PeopleWire.full(person)));
    }

    private TlObject contacts(Caller caller, TlObject function) {
        Account account = caller.account();
        List<TlObject> contacts =
                account.contacts().entrySet().stream()
                        .map(contact ->
                                TlObject.of("contact")
                                        .with("user_id", contact.getKey().id())
                                        .with("mutual", contact.getValue()))
                        .toList();
        List<TlObject> users =
                account.contacts().keySet().stream()
                        .map(person -> PeopleWire.user(account, person))
                        .toList();
        return TlObject.of("contacts.contacts")
                .with("contacts", contacts)
                .with("saved_count", contacts.size())
                .with("users", users);
    }
}
