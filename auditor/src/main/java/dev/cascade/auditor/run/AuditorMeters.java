package dev.cascade.auditor.run;

import dev.cascade.auditor.invariants.Guarantee;
import dev.cascade.auditor.run.AuditorState.Activity;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongBiFunction;

/** The auditor in Prometheus: one series for each guarantee and count, and a few of its own. */
@ApplicationScoped
public class AuditorMeters {

  private final MeterRegistry registry;

  AuditorMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  void bind(Auditor auditor) {
    for (Guarantee guarantee : Guarantee.values()) {
      bind(auditor.ledger(), guarantee);
    }
    gauge(
        "cascade.auditor.live",
        "1 while topics are read as they are written",
        auditor,
        state -> state.activity() == Activity.LIVE ? 1 : 0);
    gauge(
        "cascade.auditor.lag.records", "Records written and not read", auditor, AuditorState::lag);
    gauge(
        "cascade.auditor.waiting",
        "Questions that wait for other topics to be read",
        auditor,
        AuditorState::waiting);
    gauge(
        "cascade.auditor.products.out.of.step",
        "Products that cannot be judged now",
        auditor,
        AuditorState::productsOutOfStep);
    gauge(
        "cascade.invariant.orders.overdue",
        "Orders past their deadline",
        auditor,
        AuditorState::overdue);
    gauge(
        "cascade.invariant.balances.off",
        "Currencies whose balances do not sum to zero",
        auditor,
        state -> state.sums().values().stream().filter(sum -> sum != 0).count());
    FunctionCounter.builder(
            "cascade.auditor.records", auditor, audited -> audited.state().recordsRead())
        .description("Records read")
        .register(registry);
  }

  private void gauge(
      String name, String help, Auditor auditor, ToDoubleFunction<AuditorState> value) {
    Gauge.builder(name, auditor, audited -> value.applyAsDouble(audited.state()))
        .description(help)
        .register(registry);
  }

  private void bind(Ledger ledger, Guarantee guarantee) {
    Gauge.builder("cascade.invariant.broken", ledger, found -> found.standing(guarantee))
        .description("Breaches of the guarantee that stand")
        .tag("invariant", guarantee.label())
        .register(registry);
    counter("cascade.invariant.breaches", "Breaches found", ledger, guarantee, Ledger::breaches);
    counter(
        "cascade.invariant.judged",
        "Records held against it",
        ledger,
        guarantee,
        Ledger::judgements);
    counter(
        "cascade.invariant.forgotten",
        "Dropped before it was judged",
        ledger,
        guarantee,
        Ledger::forgotten);
  }

  private void counter(
      String name,
      String help,
      Ledger ledger,
      Guarantee guarantee,
      ToLongBiFunction<Ledger, Guarantee> count) {
    FunctionCounter.builder(name, ledger, found -> count.applyAsLong(found, guarantee))
        .description(help)
        .tag("invariant", guarantee.label())
        .register(registry);
  }
}
