package dev.cascade.payments.domain.statistics;

import static dev.cascade.payments.Instructions.NOW;
import static dev.cascade.payments.Instructions.incoming;
import static dev.cascade.payments.Instructions.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.payments.domain.Payment;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ThroughputTest {

  private static final Duration SLOW = Duration.ofMillis(100);

  @Test
  void aWindowTellsCountValueAndTheWholeRangeOfLatencies() {
    Throughput window = window(payment("p1", 5, 10), payment("p2", 7, 30), payment("p3", 1, 20));

    assertThat(window.confirmed()).isEqualTo(new Tally(3, BigInteger.valueOf(13)));
    assertThat(window.minMillis()).isEqualTo(10);
    assertThat(window.maxMillis()).isEqualTo(30);
    assertThat(window.meanMillis()).isEqualTo(20);
    assertThat(window.percentileMillis(0.5)).isEqualTo(20);
    assertThat(window.largest()).isEqualTo(new Throughput.Largest("p2", 7));
  }

  @Test
  void itDoesNotMatterWhichPartitionCountedWhat() {
    Payment.Confirmed one = payment("p1", 5, 10);
    Payment.Confirmed other = payment("p2", 7, 300);

    Throughput merged = window(one).merge(window(other));

    assertThat(merged).isEqualTo(window(one, other));
    assertThat(window(other).merge(window(one))).isEqualTo(merged);
    assertThat(merged.merge(Throughput.EMPTY)).isEqualTo(merged);
  }

  @Test
  void onlyWhatTookLongerThanTheThresholdIsAnOutlier() {
    Throughput window = window(payment("at", 1, 100), payment("beyond", 1, 101));

    assertThat(window.outliers()).containsExactly(new Throughput.Outlier("beyond", 101));
  }

  @Test
  void theSlowestOutliersAreListedTheSlowestFirst() {
    Throughput many =
        LongStream.rangeClosed(1, 15)
            .mapToObj(i -> window(payment("p" + i, 1, 100 + i)))
            .reduce(Throughput.EMPTY, Throughput::merge);

    assertThat(many.outliers())
        .hasSize(Throughput.MAX_OUTLIERS)
        .extracting(Throughput.Outlier::millis)
        .startsWith(115L, 114L)
        .endsWith(106L);
  }

  private static Throughput window(Payment.Confirmed... payments) {
    return List.of(payments).stream()
        .reduce(
            Throughput.EMPTY, (window, payment) -> window.plus(payment, SLOW), Throughput::merge);
  }

  private static Payment.Confirmed payment(String id, long amount, long millis) {
    return incoming(transfer(id, "a", "b", amount))
        .enter(NOW)
        .debited(NOW)
        .credited(NOW.plusMillis(millis))
        .confirm(NOW.plusSeconds(1));
  }
}
