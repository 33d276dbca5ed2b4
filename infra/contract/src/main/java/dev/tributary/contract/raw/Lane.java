package dev.tributary.contract.raw;

/// The two ways through the house: live never waits for bulk.
public enum Lane {
    LIVE(""),
    BULK(".bulk");

    private final String topicSuffix;

    Lane(String topicSuffix) {
        this.topicSuffix = topicSuffix;
    }

    public String topicSuffix() {
        return topicSuffix;
    }
}
