package dev.tributary.standalone.bench;

import java.util.Arrays;
import java.util.List;

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
    record OfSpread(String name, int count, double p50, double p95, double p99, double max)
            implements Result {

        static OfSpread of(String name, double[] millis) {
            double[] sorted = millis.clone();
            Arrays.sort(sorted);
            return new OfSpread(
                    name,
                    sorted.length,
                    percentile(sorted, 50),
                    percentile(sorted, 95),
                    percentile(sorted, 99),
                    sorted[sorted.length - 1]);
        }
    }

    private static double percentile(double[] sorted, int percent) {
        return sorted[Math.max(0, (int) Math.ceil(percent / 100.0 * sorted.length) - 1)];
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
