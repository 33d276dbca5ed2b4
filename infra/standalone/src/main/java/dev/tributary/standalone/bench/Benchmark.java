package dev.tributary.standalone.bench;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/// One line of the benchmark's table. The command opens it, runs it once and closes it, all on one
/// thread.
sealed interface Benchmark permits Benchmark.Ratio, Benchmark.Spread, Benchmark.Several {

    /// The word by which the command line chooses it.
    String name();

    /// What is measured against what, for people.
    String description();

    /// A rate against a yardstick's, measured by turns.
    non-sealed interface Ratio extends Benchmark {

        /// What a rate counts, per second.
        String unit();

        /// Prepares what both sides share; closing what it returns removes it again.
        Sides open(Consumer<String> progress) throws Exception;
    }

    /// The two sides of a ratio. Each call does the whole work once and returns units per second.
    interface Sides extends AutoCloseable {
        double subject() throws Exception;

        double yardstick() throws Exception;

        @Override
        void close() throws IOException;
    }

    /// Latencies in milliseconds, sorted or not.
    non-sealed interface Spread extends Benchmark {
        double[] measure(Consumer<String> progress) throws Exception;
    }

    /// Results that need the same things prepared.
    non-sealed interface Several extends Benchmark {
        List<Result> measure(Consumer<String> progress) throws Exception;
    }
}
