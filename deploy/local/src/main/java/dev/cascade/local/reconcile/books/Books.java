package dev.cascade.local.reconcile.books;

import java.util.List;
import java.util.Map;

/**
 * What Cascade's own views say of a period.
 *
 * @param period what was asked for
 * @param entries of each account that had one since shortly before the period, the oldest first
 * @param ended payments that ended since the period began, by id
 * @param open ids of payments that have entries in the period and have not ended, with their state
 * @param orders that were accepted in the period or that a payment in it names, by id
 */
public record Books(
    Period period,
    Map<String, List<Entry>> entries,
    Map<String, BookedPayment> ended,
    Map<String, String> open,
    Map<String, KnownOrder> orders) {

  /** The entries of an account; none when it is not known or had none. */
  public List<Entry> of(String account) {
    return entries.getOrDefault(account, List.of());
  }

  /** How many entries there are. */
  public int countOfEntries() {
    return entries.values().stream().mapToInt(List::size).sum();
  }
}
