package dev.tributary.ingestor.telegram.tdlib;

import java.util.Set;

/// What a client is for, and what it may therefore ask beside reading. Nobody signs in or out by
/// the way: each takes a client of its own.
public enum TdPurpose {
    READ,
    SIGN_IN,
    SIGN_OUT,
    /// To throw away what TDLib keeps of chats and messages, without a connection.
    FORGET;

    private static final Set<String> SIGNING_IN =
            Set.of(
                    "setAuthenticationPhoneNumber",
                    "checkAuthenticationCode",
                    "resendAuthenticationCode",
                    "checkAuthenticationPassword",
                    "requestQrCodeAuthentication");

    private static final Set<String> SIGNING_OUT = Set.of("logOut");

    Set<String> functions() {
        return switch (this) {
            case READ, FORGET -> Set.of();
            case SIGN_IN -> SIGNING_IN;
            case SIGN_OUT -> SIGNING_OUT;
        };
    }
}
