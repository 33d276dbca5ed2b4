package dev.tributary.simulator.vkteams;

/// The data file is not what it should be; the message names the file, the line and what to write.
public final class MalformedScript extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedScript(String message) {
        super(message);
    }
}
