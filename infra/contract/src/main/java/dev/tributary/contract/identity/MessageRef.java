package dev.tributary.contract.identity;

/// The name of one message for ever: `<account>/<chat>/<message>`, each part percent-encoded. It
/// survives every rebuild; each hit carries it and each command and tool accepts it.
public record MessageRef(AccountId account, ChatId chat, MessageId message) {

    /// @throws IllegalArgumentException if the text is not a message reference
    public static MessageRef parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException(
                    "reference \""
                            + text
                            + "\" is not of the form <account>/<chat>/<message>; copy it from a"
                            + " search result");
        }
        return new MessageRef(
                AccountId.parse(RefEncoding.decode(parts[0])),
                new ChatId(RefEncoding.decode(parts[1])),
                new MessageId(RefEncoding.decode(parts[2])));
    }

    public ChatRef chatRef() {
        return new ChatRef(account, chat);
    }

    @Override
    public String toString() {
        return chatRef() + "/" + RefEncoding.encode(message.value());
    }
}
