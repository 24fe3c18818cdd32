package dev.cascade.system.invariants;

import dev.cascade.system.history.Fact;
import dev.cascade.system.history.Fact.Place;
import dev.cascade.system.history.History;
import java.util.Set;
import java.util.stream.Collectors;

/** Consumed = produced + dead-lettered: what nobody could read, somebody put aside. */
final class PoisonPutAside implements Invariant {

  @Override
  public void check(History history, Complaints complaints) {
    Set<Place> putAside =
        Letters.of(history).stream().map(Letters.Letter::origin).collect(Collectors.toSet());
    history.stream()
        .filter(Fact::poison)
        .forEach(fact ->
            complaints.unless(
                putAside.contains(fact.place()), "Nobody put %s aside", fact.place()));
  }
}
