package dev.cascade.system.invariants;

import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.system.history.Fact;
import dev.cascade.system.history.Fact.Place;
import dev.cascade.system.history.History;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A service puts a record aside once, and only one that cannot be processed: it cannot be read, or
 * it is a mail that the server refuses for good.
 */
final class DeadLettersOnce implements Invariant {

  @Override
  public void check(History history, Complaints complaints) {
    Set<String> refusedMails = refusedMails(history);
    Set<Place> hopeless =
        history.stream()
            .filter(fact -> fact.poison() || isMailOf(refusedMails, fact))
            .map(Fact::place)
            .collect(Collectors.toSet());
    Set<Letters.Letter> seen = new HashSet<>();
    for (Letters.Letter letter : Letters.of(history)) {
      complaints.unless(
          seen.add(letter), "%s has a second letter about %s", letter.topic(), letter.origin());
      complaints.unless(
          hopeless.contains(letter.origin()),
          "%s has a letter about %s, which can be processed",
          letter.topic(),
          letter.origin());
    }
  }

  private static boolean isMailOf(Set<String> orders, Fact fact) {
    return fact.topic().equals(Topics.PLATINUM_EMAILS) && orders.contains(fact.key());
  }

  private static Set<String> refusedMails(History history) {
    return history.values(Topics.EMAILS_SENT).stream()
        .filter(sent -> sent.fields().text("outcome").equals("REFUSED"))
        .map(Fact::key)
        .collect(Collectors.toSet());
  }
}
