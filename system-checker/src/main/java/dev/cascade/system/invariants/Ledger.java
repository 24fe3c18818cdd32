package dev.cascade.system.invariants;

import static dev.cascade.schemas.catalogue.Topics.ACCOUNT_BALANCES;

import dev.cascade.system.history.Fact;
import dev.cascade.system.history.Fields;
import dev.cascade.system.history.History;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Money neither appears nor vanishes: each balance follows from the one before by its entry, a
 * payment debits at most once, credits at most once what it debited and never before, and at each
 * moment the balances and what is between two accounts sum to zero; {@link DoubleEntry} looks at
 * the transit accounts, which hold the latter.
 */
final class Ledger implements Invariant {

  /** An entry of some account, and the balance after it. */
  private record Booking(
      String account,
      String payment,
      long amount,
      String currency,
      long balance,
      long at,
      Fact fact) {

    boolean isDebit() {
      return amount < 0;
    }
  }

  @Override
  public void check(History history, Complaints complaints) {
    history
        .byKey(ACCOUNT_BALANCES)
        .forEach((account, records) -> checkChain(account, records, complaints));
    List<Booking> bookings = bookings(history);
    replay(bookings, complaints);
  }

  private static void checkChain(String account, List<Fact> records, Complaints complaints) {
    long balance = 0;
    long version = 1;
    for (Fact fact : records) {
      Fields now = fact.fields();
      long entry = now.maybe("entry").isPresent() ? now.number("entry.amountMinorUnits") : 0;
      complaints.unless(
          now.number("balance.minorUnits") == balance + entry,
          "Account %s goes from %d by %d to %d, at %s",
          account,
          balance,
          entry,
          now.number("balance.minorUnits"),
          fact.place());
      complaints.unless(
          now.number("version") == version,
          "Account %s has version %d where %d comes next",
          account,
          now.number("version"),
          version);
      complaints.unless(
          entry >= 0
              || now.number("balance.minorUnits") - now.number("heldMinorUnits")
                  >= -now.number("overdraftLimitMinorUnits"),
          "Account %s is overdrawn to %d past its limit, at %s",
          account,
          now.number("balance.minorUnits"),
          fact.place());
      balance = now.number("balance.minorUnits");
      version++;
    }
  }

  /**
   * All entries in the order in which they were booked. A partition tells its own order; between
   * partitions the clock does, and where it does not, a credit comes after its debit.
   */
  private static List<Booking> bookings(History history) {
    Map<Integer, Deque<Booking>> partitions =
        history.values(ACCOUNT_BALANCES).stream()
            .filter(fact -> fact.fields().maybe("entry").isPresent())
            .filter(fact -> !DoubleEntry.isTransit(fact.fields()))
            .map(Ledger::booking)
            .collect(
                Collectors.groupingBy(
                    it -> it.fact().partition(), Collectors.toCollection(ArrayDeque::new)));
    List<Booking> all = new ArrayList<>();
    Set<String> debited = new HashSet<>();
    Comparator<Booking> order =
        Comparator.comparingLong(Booking::at)
            .thenComparing(it -> !it.isDebit() && !debited.contains(it.payment()));
    while (true) {
      Optional<Booking> next =
          partitions.values().stream().filter(it -> !it.isEmpty()).map(Deque::getFirst).min(order);
      if (next.isEmpty()) {
        return all;
      }
      all.add(Objects.requireNonNull(partitions.get(next.get().fact().partition())).removeFirst());
      if (next.get().isDebit()) {
        debited.add(next.get().payment());
      }
    }
  }

  private static Booking booking(Fact fact) {
    Fields record = fact.fields();
    return new Booking(
        record.text("accountId"),
        record.text("entry.paymentId"),
        record.number("entry.amountMinorUnits"),
        record.text("balance.currency"),
        record.number("balance.minorUnits"),
        record.epochMillis("entry.at"),
        fact);
  }

  private static void replay(List<Booking> bookings, Complaints complaints) {
    Map<String, Booking> debits = new HashMap<>();
    Map<String, Booking> credits = new HashMap<>();
    Map<String, Map<String, Long>> balances = new HashMap<>();
    Map<String, Long> between = new HashMap<>();
    for (Booking booking : bookings) {
      if (booking.isDebit()) {
        once(debits.putIfAbsent(booking.payment(), booking), booking, "debits", complaints);
      } else {
        once(credits.putIfAbsent(booking.payment(), booking), booking, "credits", complaints);
        matchesDebit(booking, debits.get(booking.payment()), complaints);
      }
      Map<String, Long> of = balances.computeIfAbsent(booking.currency(), _ -> new HashMap<>());
      of.put(booking.account(), booking.balance());
      long underway = -between.merge(booking.currency(), booking.amount(), Long::sum);
      long sum = of.values().stream().mapToLong(Long::longValue).sum();
      complaints.unless(
          sum + underway == 0 && underway >= 0,
          "After %s the balances in %s sum to %d with %d on the way",
          booking.fact().place(),
          booking.currency(),
          sum,
          underway);
    }
  }

  private static void once(
      @Nullable Booking earlier, Booking booking, String what, Complaints complaints) {
    complaints.unless(
        earlier == null,
        "Payment %s %s twice, the second time at %s",
        booking.payment(),
        what,
        booking.fact().place());
  }

  private static void matchesDebit(Booking credit, @Nullable Booking debit, Complaints complaints) {
    complaints.unless(
        debit != null
            && debit.amount() == -credit.amount()
            && debit.currency().equals(credit.currency()),
        "Payment %s credits %d %s without a debit of as much before, at %s",
        credit.payment(),
        credit.amount(),
        credit.currency(),
        credit.fact().place());
  }
}
