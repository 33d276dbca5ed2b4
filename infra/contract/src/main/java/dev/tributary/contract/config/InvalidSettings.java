package dev.tributary.contract.config;

import java.util.List;

/// The configuration cannot be used; the message lists every problem, one a line.
public final class InvalidSettings extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    InvalidSettings(String where, List<String> problems) {
        super(
                "the configuration in "
                        + where
                        + " has "
                        + problems.size()
                        + (problems.size() == 1 ? " problem:" : " problems:")
                        + "\n  - "
                        + String.join("\n  - ", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
