package dev.tributary.contract.identity;

/// The name of one chat of one account: `<account>/<chat>`, each part percent-encoded.
public record ChatRef(AccountId account, ChatId chat) {

    /// @throws IllegalArgumentException if the text is not a chat reference
    public static ChatRef parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException(
                    "reference \""
                            + text
                            + "\" is not of the form <account>/<chat>; copy it from a search"
                            + " result");
        }
        return new ChatRef(
                AccountId.parse(RefEncoding.decode(parts[0])),
                new ChatId(RefEncoding.decode(parts[1])));
    }

    @Override
    public String toString() {
        return RefEncoding.encode(account.toString()) + "/" + RefEncoding.encode(chat.value());
    }
}
