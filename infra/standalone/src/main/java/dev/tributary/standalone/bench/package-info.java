/// Benchmarks that need the whole house. A [Benchmark.Ratio] measures a stage and its yardstick by
/// turns in one run, so that a busy machine slows both; a [Benchmark.Spread] measures latencies.
/// [BenchCommand] runs and prints them.
@NullMarked
package dev.tributary.standalone.bench;

import org.jspecify.annotations.NullMarked;
