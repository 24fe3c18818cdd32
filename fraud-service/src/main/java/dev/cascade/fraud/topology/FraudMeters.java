package dev.cascade.fraud.topology;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what is decided; a transaction that is processed again counts again. */
public final class FraudMeters {

  private final Counter passed;
  private final Counter refused;
  private final Counter alerts;

  /** Meters in this registry. */
  public FraudMeters(MeterRegistry registry) {
    this.passed = registry.counter("cascade.fraud.verdicts", "verdict", "PASS");
    this.refused = registry.counter("cascade.fraud.verdicts", "verdict", "FAIL");
    this.alerts = registry.counter("cascade.fraud.alerts");
  }

  void verdict(boolean pass) {
    (pass ? passed : refused).increment();
  }

  void alert() {
    alerts.increment();
  }
}
