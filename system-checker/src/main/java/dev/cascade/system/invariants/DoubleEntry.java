package dev.cascade.system.invariants;

import static dev.cascade.schemas.catalogue.Topics.ACCOUNT_BALANCES;

import dev.cascade.system.history.Fact;
import dev.cascade.system.history.Fields;
import dev.cascade.system.history.History;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Each entry is followed, on its partition, by its counter-entry on a transit account, so the
 * balances of a partition sum to zero after each pair, and with them all balances at every cut.
 */
final class DoubleEntry implements Invariant {

  /** Whether a balance or an entry is that of a transit account. */
  static boolean isTransit(Fields account) {
    return account.text("accountId").startsWith("transit-");
  }

  @Override
  public void check(History history, Complaints complaints) {
    history.values(ACCOUNT_BALANCES).stream()
        .filter(fact -> fact.fields().maybe("entry").isPresent())
        .collect(Collectors.groupingBy(Fact::partition))
        .values()
        .forEach(entries -> checkPairs(entries, complaints));
  }

  private static void checkPairs(List<Fact> entries, Complaints complaints) {
    Map<String, Map<String, Long>> balances = new HashMap<>();
    for (Iterator<Fact> facts = entries.iterator(); facts.hasNext(); ) {
      Fact entry = facts.next();
      Fact counter = facts.hasNext() ? facts.next() : entry;
      boolean isPair =
          !isTransit(entry.fields()) && isTransit(counter.fields()) && sumUp(entry, counter);
      complaints.unless(isPair, "The entry %s has no counter-entry after it", entry.place());
      if (!isPair) {
        return;
      }
      String currency = entry.fields().text("balance.currency");
      Map<String, Long> of = balances.computeIfAbsent(currency, _ -> new HashMap<>());
      note(of, entry);
      note(of, counter);
      long sum = of.values().stream().mapToLong(Long::longValue).sum();
      complaints.unless(
          sum == 0, "After %s the partition's %s sum to %d", counter.place(), currency, sum);
    }
  }

  private static boolean sumUp(Fact entry, Fact counter) {
    Fields one = entry.fields();
    Fields other = counter.fields();
    return one.number("entry.amountMinorUnits") + other.number("entry.amountMinorUnits") == 0
        && one.text("entry.paymentId").equals(other.text("entry.paymentId"))
        && one.text("balance.currency").equals(other.text("balance.currency"));
  }

  private static void note(Map<String, Long> balances, Fact fact) {
    balances.put(fact.fields().text("accountId"), fact.fields().number("balance.minorUnits"));
  }
}
