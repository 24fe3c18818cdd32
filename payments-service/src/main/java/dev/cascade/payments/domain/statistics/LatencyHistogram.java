package dev.cascade.payments.domain.statistics;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often each latency occurred, in buckets that grow with the latency: exact below 64 ms, within
 * 1/32 above. Histograms merge without loss, so percentiles over instances are those of all
 * payments, not averages of averages. Immutable.
 *
 * @param counts how many values fell into each bucket
 */
public record LatencyHistogram(SortedMap<Integer, Long> counts) {

  private static final int EXACT = 64;
  private static final int SUB_BUCKET_BITS = 5;
  private static final int SUB_BUCKETS = 1 << SUB_BUCKET_BITS;
  private static final int EXACT_BITS = 6;

  /** No values. */
  public static final LatencyHistogram EMPTY = new LatencyHistogram(new TreeMap<>());

  /** Returns this histogram with one more value; negative values count as zero. */
  public LatencyHistogram plus(long millis) {
    SortedMap<Integer, Long> next = new TreeMap<>(counts);
    next.merge(bucket(Math.max(0, millis)), 1L, Long::sum);
    return new LatencyHistogram(next);
  }

  /** Returns the values of both. */
  public LatencyHistogram merge(LatencyHistogram other) {
    SortedMap<Integer, Long> next = new TreeMap<>(counts);
    other.counts.forEach((bucket, count) -> next.merge(bucket, count, Long::sum));
    return new LatencyHistogram(next);
  }

  /** How many values there are. */
  public long count() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The value that the given share of all values does not exceed; 0 when there are none. */
  public long percentile(double share) {
    long rank = Math.max(1, (long) Math.ceil(share * count()));
    long seen = 0;
    for (Map.Entry<Integer, Long> entry : counts.entrySet()) {
      seen += entry.getValue();
      if (seen >= rank) {
        return highest(entry.getKey());
      }
    }
    return 0;
  }

  private static int bucket(long value) {
    if (value < EXACT) {
      return (int) value;
    }
    int exponent = Long.SIZE - 1 - Long.numberOfLeadingZeros(value);
    int sub = (int) (value >>> (exponent - SUB_BUCKET_BITS)) & (SUB_BUCKETS - 1);
    return EXACT + (exponent - EXACT_BITS) * SUB_BUCKETS + sub;
  }

  private static long highest(int bucket) {
    if (bucket < EXACT) {
      return bucket;
    }
    int exponent = (bucket - EXACT) / SUB_BUCKETS + EXACT_BITS;
    long sub = (bucket - EXACT) % SUB_BUCKETS;
    long width = 1L << (exponent - SUB_BUCKET_BITS);
    return (SUB_BUCKETS + sub) * width + width - 1;
  }
}
