package dev.cascade.system.invariants;

import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.system.history.Fact.Place;
import dev.cascade.system.history.History;
import java.util.Set;
import java.util.stream.Collectors;

/** Consumed = produced + dead-lettered: what nobody could read, somebody put aside. */
final class PoisonPutAside implements Invariant {

  /** Those who read these only look, and pass what they cannot read. */
  private static final Set<String> ONLY_LOOKED_AT =
      Set.of(Topics.FRAUD_ALERTS, Topics.CONTROL_STATUS, Topics.DEAD_LETTER_DECISIONS);

  @Override
  public void check(History history, Complaints complaints) {
    Set<Place> putAside =
        Letters.of(history).stream().map(Letters.Letter::origin).collect(Collectors.toSet());
    history.stream()
        .filter(fact -> fact.poison() && !ONLY_LOOKED_AT.contains(fact.topic()))
        .forEach(fact ->
            complaints.unless(
                putAside.contains(fact.place()), "Nobody put %s aside", fact.place()));
  }
}
