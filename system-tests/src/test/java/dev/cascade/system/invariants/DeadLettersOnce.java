package dev.cascade.system.invariants;

import dev.cascade.system.history.Fact;
import dev.cascade.system.history.Fact.Place;
import dev.cascade.system.history.History;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** A service puts a record aside once, and only a record that cannot be read. */
final class DeadLettersOnce implements Invariant {

  @Override
  public void check(History history, Complaints complaints) {
    Set<Place> poison =
        history.stream().filter(Fact::poison).map(Fact::place).collect(Collectors.toSet());
    Set<Letters.Letter> seen = new HashSet<>();
    for (Letters.Letter letter : Letters.of(history)) {
      complaints.unless(
          seen.add(letter), "%s has a second letter about %s", letter.topic(), letter.origin());
      complaints.unless(
          poison.contains(letter.origin()),
          "%s has a letter about %s, which can be read",
          letter.topic(),
          letter.origin());
    }
  }
}
