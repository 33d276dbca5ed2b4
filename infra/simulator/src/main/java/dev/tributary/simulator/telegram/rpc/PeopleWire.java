package dev.tributary.simulator.telegram.rpc;

import dev.tributary.simulator.telegram.tl.TlObject;
import dev.tributary.simulator.telegram.town.Account;
import dev.tributary.simulator.telegram.town.Person;

/// People as an account sees them.
final class PeopleWire {

    private PeopleWire() {}

    static TlObject user(Account viewer, Person person) {
        boolean isSelf = person.equals(viewer.person());
        boolean isContact = viewer.contacts().containsKey(person);
        return TlObject.of("user")
                .with("id", person.id())
                .with("access_hash", Wire.accessHash(person.id()))
                .with("first_name", person.firstName())
                .with("last_name", person.lastName())
                .with("phone", isSelf || isContact ? person.phone() : null)
                .with("status", TlObject.of("userStatusRecently"))
                .when(isSelf, "self")
                .when(isContact, "contact")
                .when(viewer.contacts().getOrDefault(person, false), "mutual_contact");
    }

    static TlObject full(Person person) {
        return TlObject.of("userFull")
                .with("id", person.id())
                .with("settings", TlObject.of("peerSettings"))
                .with("notify_settings", Wire.notifySettings());
    }
}
