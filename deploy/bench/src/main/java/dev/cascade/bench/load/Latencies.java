package dev.cascade.bench.load;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.HdrHistogram.Histogram;

/**
 * How long it took, in microseconds.
 *
 * @param count how many were measured
 * @param p50 half were faster
 * @param p90 nine in ten were at most this slow
 * @param p99 99 in a hundred
 * @param p999 999 in a thousand
 * @param max the slowest
 * @param mean the arithmetic mean
 * @param curve the percentiles for a plot
 */
public record Latencies(
    long count, long p50, long p90, long p99, long p999, long max, double mean, List<Point> curve) {

  static final int PRECISION_DIGITS = 3;

  private static final int POINTS_PER_HALVING = 5;

  /**
   * One point of the curve.
   *
   * @param percentile from 0 to 100
   * @param micros the latency
   */
  public record Point(double percentile, long micros) {}

  /** What a histogram of microseconds holds. */
  public static Latencies of(Histogram histogram) {
    return new Latencies(
        histogram.getTotalCount(),
        histogram.getValueAtPercentile(50),
        histogram.getValueAtPercentile(90),
        histogram.getValueAtPercentile(99),
        histogram.getValueAtPercentile(99.9),
        histogram.getMaxValue(),
        histogram.getMean(),
        curveOf(histogram));
  }

  /** What these values, in microseconds, hold. Negative ones count as zero. */
  public static Latencies of(LongStream micros) {
    Histogram histogram = new Histogram(PRECISION_DIGITS);
    histogram.setAutoResize(true);
    micros.forEach(value -> histogram.recordValue(Math.max(0, value)));
    return of(histogram);
  }

  private static List<Point> curveOf(Histogram histogram) {
    return StreamSupport.stream(histogram.percentiles(POINTS_PER_HALVING).spliterator(), false)
        .map(value -> new Point(value.getPercentileLevelIteratedTo(), value.getValueIteratedTo()))
        .toList();
  }
}
