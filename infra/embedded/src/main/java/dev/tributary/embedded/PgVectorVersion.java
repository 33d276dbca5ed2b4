package dev.tributary.embedded;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A release of pgvector.
record PgVectorVersion(int major, int minor, int patch) implements Comparable<PgVectorVersion> {

    /// The first with iterative index scans, which searches with filters need.
    static final PgVectorVersion OLDEST = new PgVectorVersion(0, 8, 0);

    private static final Pattern FORM = Pattern.compile("^(\\d+)\\.(\\d+)\\.(\\d+)");

    /// Of `0.8.0`, or of a package's `0.8.0-1`; empty for anything else.
    static Optional<PgVectorVersion> parse(String text) {
        Matcher parts = FORM.matcher(text);
        return parts.find()
                ? Optional.of(
                        new PgVectorVersion(
                                Integer.parseInt(parts.group(1)),
                                Integer.parseInt(parts.group(2)),
                                Integer.parseInt(parts.group(3))))
                : Optional.empty();
    }

    boolean suffices() {
        return compareTo(OLDEST) >= 0;
    }

    @Override
    public int compareTo(PgVectorVersion other) {
        return Comparator.comparingInt(PgVectorVersion::major)
                .thenComparingInt(PgVectorVersion::minor)
                .thenComparingInt(PgVectorVersion::patch)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
