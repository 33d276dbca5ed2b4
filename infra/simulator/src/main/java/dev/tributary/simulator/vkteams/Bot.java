package dev.tributary.simulator.vkteams;

/// A bot that may poll.
///
/// @param token what its client sends with every call, `NNN.NNNNNN.NNNNN:<userId>`
/// @param userId digits
/// @param nick its short name, without `@`
public record Bot(String token, String userId, String nick, String firstName) {

    public Bot {
        requireText("token", token);
        requireText("userId", userId);
        requireText("nick", nick);
        requireText("firstName", firstName);
    }

    /// A bot whose token is made from its id, in the shape of the service's own.
    public static Bot of(String userId, String nick) {
        return new Bot("001.0000000001.0000000001:" + userId, userId, nick, nick);
    }

    private static void requireText(String component, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a bot needs a " + component);
        }
    }
}
