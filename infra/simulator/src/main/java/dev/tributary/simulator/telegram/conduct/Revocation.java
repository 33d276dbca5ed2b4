package dev.tributary.simulator.telegram.conduct;

/// Why an account is signed out for good; the names are Telegram's.
public enum Revocation {
    AUTH_KEY_UNREGISTERED,
    SESSION_REVOKED,
    USER_DEACTIVATED_BAN
}
