package dev.tributary.ingestor.telegram.login;

/// The person who signs in.
interface Prompt {

    /// @return what was written, without the white space around it; empty at the end of the input
    String ask(String question);

    /// The same without showing what is written.
    String askHidden(String question);

    void show(String text);
}
