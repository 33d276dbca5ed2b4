package dev.tributary.embedded;

/// How this process may act as root.
enum Privilege {
    ROOT,
    /// By sudo, which asks for no password.
    SUDO,
    NONE
}
