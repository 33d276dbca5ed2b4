package dev.tributary.standalone.bench;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a benchmark found.
sealed interface Result {

    String name();

    /// Medians over the rounds; the ratio is the median of the rounds' own ratios.
    record OfRatio(
            String name, String unit, double subject, double yardstick, double ratio, int rounds)
            implements Result {

        /// @param rounds one pair of subject and yardstick rate a round
        static OfRatio of(String name, String unit, List<double[]> rounds) {
            return new OfRatio(
                    name,
                    unit,
                    median(rounds.stream().mapToDouble(r -> r[0]).toArray()),
                    median(rounds.stream().mapToDouble(r -> r[1]).toArray()),
                    median(rounds.stream().mapToDouble(r -> r[0] / r[1]).toArray()),
                    rounds.size());
        }
    }

    /// Percentiles of latencies in milliseconds, by the nearest-rank method.
    ///
    /// @param bar what p95 is to stay below; null where nothing is promised
    record OfSpread(
            String name,
            int count,
            double p50,
            double p95,
            double p99,
            double max,
            @Nullable Double bar)
            implements Result {

        static OfSpread of(String name, double[] millis, @Nullable Double bar) {
            double[] sorted = millis.clone();
            Arrays.sort(sorted);
            return new OfSpread(
                    name,
                    sorted.length,
                    percentile(sorted, 50),
                    percentile(sorted, 95),
                    percentile(sorted, 99),
                    sorted[sorted.length - 1],
                    bar);
        }
    }

    /// How long a process takes from its start to its exit.
    ///
    /// @param median in milliseconds, of `runs` runs
    /// @param ratio to the yardstick's median
    /// @param bar of what is promised; null where nothing is
    record OfProcess(
            String name,
            double median,
            double least,
            double most,
            int runs,
            double ratio,
            @Nullable Bar bar)
            implements Result {}

    /// @param limit in the unit
    /// @param value what is held against it
    record Bar(String unit, double limit, double value) {
        boolean isKept() {
            return value <= limit;
        }
    }

    /// What a process holds in memory.
    ///
    /// @param bar null where nothing is promised
    record OfMemory(String name, double megabytes, @Nullable Bar bar) implements Result {}

    private static double percentile(double[] sorted, int percent) {
        return sorted[Math.max(0, (int) Math.ceil(percent / 100.0 * sorted.length) - 1)];
    }

    static double median(double[] values) {
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
