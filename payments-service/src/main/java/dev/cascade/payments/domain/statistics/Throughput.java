package dev.cascade.payments.domain.statistics;

import dev.cascade.payments.domain.Payment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was confirmed in one window of time.
 *
 * @param confirmed how many, and how much
 * @param latencies from submission to completion
 * @param totalMillis sum of the latencies
 * @param minMillis the smallest latency
 * @param maxMillis the largest latency
 * @param largest the payment with the largest amount, null while there is none
 * @param outliers the slowest payments beyond the threshold, slowest first
 */
public record Throughput(
    Tally confirmed,
    LatencyHistogram latencies,
    long totalMillis,
    long minMillis,
    long maxMillis,
    @Nullable Largest largest,
    List<Outlier> outliers) {

  /** How long a window is. */
  public static final Duration WINDOW = Duration.ofMinutes(1);

  /** The most outliers that one window lists. */
  public static final int MAX_OUTLIERS = 10;

  /** Nothing yet. */
  public static final Throughput EMPTY =
      new Throughput(Tally.ZERO, LatencyHistogram.EMPTY, 0, Long.MAX_VALUE, 0, null, List.of());

  /** The payment with the largest amount. */
  public record Largest(String paymentId, long minorUnits) {}

  /** A payment that took longer than the threshold. */
  public record Outlier(String paymentId, long millis) {}

  /** When the window starts that the moment lies in. */
  public static Instant windowStart(Instant at) {
    long window = WINDOW.toMillis();
    return Instant.ofEpochMilli(Math.floorDiv(at.toEpochMilli(), window) * window);
  }

  /** Returns this window with one more payment. */
  public Throughput plus(Payment.Confirmed payment, Duration outlierThreshold) {
    long amount = payment.instruction().amount().minorUnits();
    long millis =
        Math.max(
            0,
            Duration.between(payment.instruction().submittedAt(), payment.completedAt())
                .toMillis());
    String id = payment.instruction().id();
    List<Outlier> slow =
        millis > outlierThreshold.toMillis() ? List.of(new Outlier(id, millis)) : List.of();
    return merge(
        new Throughput(
            Tally.ZERO.plus(amount),
            LatencyHistogram.EMPTY.plus(millis),
            millis,
            millis,
            millis,
            new Largest(id, amount),
            slow));
  }

  /** Returns what both windows confirmed. */
  public Throughput merge(Throughput other) {
    return new Throughput(
        confirmed.merge(other.confirmed),
        latencies.merge(other.latencies),
        totalMillis + other.totalMillis,
        Math.min(minMillis, other.minMillis),
        Math.max(maxMillis, other.maxMillis),
        larger(largest, other.largest),
        slowest(outliers, other.outliers));
  }

  /** The mean latency; 0 when nothing was confirmed. */
  public double meanMillis() {
    return confirmed.count() == 0 ? 0 : (double) totalMillis / confirmed.count();
  }

  /** The latency that the given share of the payments does not exceed. */
  public long percentileMillis(double share) {
    return Math.min(maxMillis, latencies.percentile(share));
  }

  private static @Nullable Largest larger(@Nullable Largest one, @Nullable Largest other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.minorUnits() >= other.minorUnits() ? one : other;
  }

  private static List<Outlier> slowest(List<Outlier> some, List<Outlier> others) {
    List<Outlier> all = new ArrayList<>(some);
    all.addAll(others);
    all.sort(Comparator.comparingLong(Outlier::millis).reversed());
    return List.copyOf(all.subList(0, Math.min(MAX_OUTLIERS, all.size())));
  }
}
