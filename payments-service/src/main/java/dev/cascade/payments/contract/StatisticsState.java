package dev.cascade.payments.contract;

import dev.cascade.payments.domain.statistics.Flow;
import dev.cascade.payments.domain.statistics.LatencyHistogram;
import dev.cascade.payments.domain.statistics.Tally;
import dev.cascade.payments.domain.statistics.Throughput;
import java.time.LocalDate;
import java.util.SortedMap;
import java.util.TreeMap;

/** How statistics are stored. */
final class StatisticsState {

  private StatisticsState() {}

  static void writeFlow(StateWriter out, Flow it) {
    writeTally(out, it.entered());
    writeTally(out, it.left());
    writeTally(out, it.confirmed());
    out.number(it.today().toEpochDay());
    writeTally(out, it.confirmedToday());
  }

  static Flow readFlow(StateReader in) {
    return new Flow(
        readTally(in),
        readTally(in),
        readTally(in),
        LocalDate.ofEpochDay(in.number()),
        readTally(in));
  }

  static void writeThroughput(StateWriter out, Throughput it) {
    writeTally(out, it.confirmed());
    out.list(
            it.latencies().counts().entrySet(),
            bucket -> out.small(bucket.getKey()).number(bucket.getValue()))
        .number(it.totalMillis())
        .number(it.minMillis())
        .number(it.maxMillis())
        .optional(
            it.largest(), largest -> out.text(largest.paymentId()).number(largest.minorUnits()))
        .list(it.outliers(), outlier -> out.text(outlier.paymentId()).number(outlier.millis()));
  }

  static Throughput readThroughput(StateReader in) {
    return new Throughput(
        readTally(in),
        readHistogram(in),
        in.number(),
        in.number(),
        in.number(),
        in.optional(() -> new Throughput.Largest(in.text(), in.number())),
        in.list(() -> new Throughput.Outlier(in.text(), in.number())));
  }

  private static void writeTally(StateWriter out, Tally tally) {
    out.number(tally.count()).integer(tally.minorUnits());
  }

  private static Tally readTally(StateReader in) {
    return new Tally(in.number(), in.integer());
  }

  private static LatencyHistogram readHistogram(StateReader in) {
    SortedMap<Integer, Long> counts = new TreeMap<>();
    for (int left = in.small(); left > 0; left--) {
      counts.put(in.small(), in.number());
    }
    return new LatencyHistogram(counts);
  }
}
