package dev.tributary.contract.raw;

/// Where a raw record stands in the log.
public record RawPosition(String topic, int partition, long offset) {

    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset;
    }
}
