package dev.cascade.payments.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cascade.payments.domain.Money;
import dev.cascade.payments.domain.statistics.Throughput;
import dev.cascade.payments.rest.LocalStatistics.WindowPart;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was confirmed in one minute as JSON; latencies run from submission to completion. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record WindowView(
    Instant start,
    String currency,
    long count,
    String value,
    long minMillis,
    double meanMillis,
    long p50Millis,
    long p95Millis,
    long p99Millis,
    long maxMillis,
    @Nullable LargestView largest,
    List<Throughput.Outlier> outliers) {

  private static final double P50 = 0.50;
  private static final double P95 = 0.95;
  private static final double P99 = 0.99;

  /** The payment with the largest amount. */
  @RegisterForReflection
  record LargestView(String paymentId, String amount) {}

  static WindowView of(WindowPart part) {
    Throughput it = part.throughput();
    return new WindowView(
        part.start(),
        part.currency(),
        it.confirmed().count(),
        Money.toDecimal(it.confirmed().minorUnits(), part.currency()),
        it.minMillis(),
        it.meanMillis(),
        it.percentileMillis(P50),
        it.percentileMillis(P95),
        it.percentileMillis(P99),
        it.maxMillis(),
        largest(it.largest(), part.currency()),
        it.outliers());
  }

  private static @Nullable LargestView largest(
      Throughput.@Nullable Largest largest, String currency) {
    return largest == null
        ? null
        : new LargestView(
            largest.paymentId(), new Money(largest.minorUnits(), currency).toDecimal());
  }
}
