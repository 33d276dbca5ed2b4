package dev.tributary.contract.identity;

/// An account on a service: `<service>:<the service's own id>`, for example `vkteams:1000003205`.
public record AccountId(Service service, String id) implements Comparable<AccountId> {

    public AccountId {
        if (id.isBlank()) {
            throw new IllegalArgumentException(
                    "an account id needs a part after \"" + service + ":\"");
        }
    }

    /// @throws IllegalArgumentException if the text is not `<service>:<id>`
    public static AccountId parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException(
                    "account \""
                            + text
                            + "\" is not of the form <source>:<id>, for example"
                            + " vkteams:1000003205");
        }
        return new AccountId(Service.of(text.substring(0, colon)), text.substring(colon + 1));
    }

    @Override
    public int compareTo(AccountId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return service.wireName() + ":" + id;
    }
}
