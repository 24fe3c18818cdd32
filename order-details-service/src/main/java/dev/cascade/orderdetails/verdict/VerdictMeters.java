package dev.cascade.orderdetails.verdict;

import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.deadletter.DeadLetterMeters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what is decided; a transaction that is tried again counts again. */
public final class VerdictMeters {

  private final Counter passed;
  private final Counter failed;
  private final Counter deadLetters;

  /** Meters in this registry. */
  public VerdictMeters(MeterRegistry registry) {
    this.passed = registry.counter("cascade.order.details.verdicts", "verdict", "PASS");
    this.failed = registry.counter("cascade.order.details.verdicts", "verdict", "FAIL");
    this.deadLetters = registry.counter("cascade.order.details.dead.letters");
    var _ = DeadLetterMeters.of(Topics.ORDER_DETAILS_DEAD_LETTERS);
  }

  void verdict(boolean pass) {
    (pass ? passed : failed).increment();
  }

  /** A record was put aside. */
  public void deadLetter() {
    deadLetters.increment();
  }
}
