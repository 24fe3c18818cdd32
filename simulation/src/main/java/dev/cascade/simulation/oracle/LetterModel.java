package dev.cascade.simulation.oracle;

import dev.cascade.auditor.log.Fact;
import dev.cascade.auditor.log.Place;
import java.util.HashSet;
import java.util.Set;

/** Nothing is put aside but what cannot be read. */
final class LetterModel implements Model {

  private final Complaints complaints;
  private final Set<Place> poison = new HashSet<>();

  LetterModel(Complaints complaints) {
    this.complaints = complaints;
  }

  @Override
  public void read(Fact fact) {
    if (fact.isPoison()) {
      poison.add(fact.place());
    }
    fact.origin()
        .ifPresent(origin ->
            complaints.judge(
                poison.contains(origin),
                "only-poison-is-put-aside",
                origin.toString(),
                () -> "It can be read, and is in " + fact.topic()));
  }

  @Override
  public void conclude() {}
}
