package dev.cascade.payments.rest;

import dev.cascade.payments.domain.Money;
import dev.cascade.payments.domain.statistics.Flow;
import dev.cascade.payments.domain.statistics.Tally;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.LocalDate;

/** Running totals of one currency as JSON. */
@RegisterForReflection
record FlowView(
    String currency, TallyView inFlight, TallyView confirmed, TallyView confirmedToday) {

  /** A count, and a sum as a decimal string. */
  @RegisterForReflection
  record TallyView(long count, String value) {
    static TallyView of(Tally tally, String currency) {
      return new TallyView(tally.count(), Money.toDecimal(tally.minorUnits(), currency));
    }
  }

  static FlowView of(String currency, Flow flow, LocalDate today) {
    return new FlowView(
        currency,
        TallyView.of(flow.inFlight(), currency),
        TallyView.of(flow.confirmed(), currency),
        TallyView.of(flow.on(today), currency));
  }
}
