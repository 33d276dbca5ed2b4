package dev.tributary.simulator.vkteams;

/// A call that the service answers with `{"ok":false,"description":...}` and status 200. The
/// description is the only machine-readable part, so each is spelt as the service spells it.
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private Refusal(String description) {
        super(description, null, false, false);
    }

    static Refusal invalidToken() {
        return new Refusal("Invalid token");
    }

    static Refusal missing(String parameter) {
        return new Refusal("Missing required parameter '" + parameter + "'");
    }

    static Refusal badRequest() {
        return new Refusal("Bad request");
    }

    static Refusal permissionDenied() {
        return new Refusal("Permission denied");
    }

    static Refusal rateLimit() {
        return new Refusal("Ratelimit");
    }

    String description() {
        return String.valueOf(getMessage());
    }
}
