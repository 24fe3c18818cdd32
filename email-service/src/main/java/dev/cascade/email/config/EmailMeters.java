package dev.cascade.email.config;

import dev.cascade.email.domain.CustomerLevel;
import dev.cascade.email.domain.Outcome;
import dev.cascade.email.topology.RoutingObserver;
import dev.cascade.email.topology.SendingObserver;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Meters of routing and sending; they start at zero with the process, the statistics do not. */
final class EmailMeters implements RoutingObserver, SendingObserver {

  private final MeterRegistry meters;
  private final Map<Integer, AtomicLong> underWay = new ConcurrentHashMap<>();

  EmailMeters(MeterRegistry meters) {
    this.meters = meters;
  }

  @Override
  public void routed(CustomerLevel level) {
    meters.counter("cascade.email.requests", "level", level.name()).increment();
  }

  @Override
  public void unwanted(CustomerLevel level) {
    meters.counter("cascade.email.unwanted", "level", level.name()).increment();
  }

  @Override
  public void customerUnknown() {
    meters.counter("cascade.email.customers.unknown").increment();
  }

  @Override
  public void unmatched() {
    meters.counter("cascade.email.unmatched").increment();
  }

  @Override
  public void settled(Outcome outcome) {
    meters
        .counter(
            "cascade.email.outcomes",
            "verdict",
            outcome.verdict().name(),
            "level",
            outcome.level().name())
        .increment();
  }

  @Override
  public void retrying() {
    meters.counter("cascade.email.retries").increment();
  }

  @Override
  public void underWay(int partition, long mails) {
    underWay.computeIfAbsent(partition, this::gauge).set(mails);
  }

  private AtomicLong gauge(int partition) {
    AtomicLong mails = new AtomicLong();
    Gauge.builder("cascade.email.under.way", mails, AtomicLong::get)
        .tag("partition", Integer.toString(partition))
        .register(meters);
    return mails;
  }
}
