package dev.cascade.local.reconcile;

import dev.cascade.local.reconcile.books.BookedPayment;
import dev.cascade.local.reconcile.books.BookedPayment.Leg;
import dev.cascade.local.reconcile.books.Books;
import dev.cascade.local.reconcile.books.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The ledger against the payments: each balance follows from the one before, each entry has a
 * payment, and a payment has the entries that its end asks for.
 */
final class LedgerCheck {

  private static final String TRANSIT = "transit-";

  private final Books books;
  private final List<Break> breaks = new ArrayList<>();

  private LedgerCheck(Books books) {
    this.books = books;
  }

  /** What does not agree, in the order of accounts and payments. */
  static List<Break> of(Books books) {
    LedgerCheck check = new LedgerCheck(books);
    new TreeMap<>(books.entries()).values().forEach(check::balancesFollow);
    Map<String, List<Entry>> byPayment = byPayment(books);
    byPayment.forEach(check::entriesHavePayment);
    new TreeMap<>(books.ended())
        .values()
        .forEach(payment ->
            check.paymentHasEntries(payment, byPayment.getOrDefault(payment.id(), List.of())));
    return check.breaks;
  }

  /** Money between two accounts lies on transit accounts, which a payment does not name. */
  private static Map<String, List<Entry>> byPayment(Books books) {
    return books.entries().values().stream()
        .flatMap(List::stream)
        .filter(entry -> !entry.account().startsWith(TRANSIT))
        .collect(Collectors.groupingBy(Entry::payment, TreeMap::new, Collectors.toList()));
  }

  private void balancesFollow(List<Entry> entries) {
    for (int i = 1; i < entries.size(); i++) {
      Entry before = entries.get(i - 1);
      Entry now = entries.get(i);
      if (!before.balance().plus(now.amount()).equals(now.balance())) {
        breaks.add(
            new Break(
                Break.Kind.BALANCE_DOES_NOT_FOLLOW,
                now.account(),
                "%s and %s by payment %s do not make %s, booked at %s"
                    .formatted(
                        before.balance(), now.amount(), now.payment(), now.balance(), now.at())));
      }
    }
  }

  private void entriesHavePayment(String payment, List<Entry> entries) {
    if (books.ended().containsKey(payment)) {
      return;
    }
    entries.stream()
        .filter(entry -> books.period().contains(entry.at()))
        .findFirst()
        .ifPresent(entry -> {
          String state = books.open().get(payment);
          breaks.add(
              state == null
                  ? new Break(
                      Break.Kind.ENTRY_WITHOUT_PAYMENT,
                      payment,
                      "%s of %s at %s, by a payment that is not known"
                          .formatted(entry.amount(), entry.account(), entry.at()))
                  : new Break(
                      Break.Kind.PAYMENT_UNFINISHED,
                      payment,
                      "%s of %s since %s, and the payment is still %s"
                          .formatted(entry.amount(), entry.account(), entry.at(), state)));
        });
  }

  private void paymentHasEntries(BookedPayment payment, List<Entry> entries) {
    if (!books.period().contains(payment.updatedAt())) {
      return;
    }
    List<Leg> booked =
        entries.stream().map(entry -> new Leg(entry.account(), entry.amount())).toList();
    if (!counted(booked).equals(counted(payment.legs()))) {
      breaks.add(
          new Break(
              Break.Kind.ENTRIES_DIFFER,
              payment.id(),
              "%s, which takes %s; booked is %s"
                  .formatted(payment.state(), words(payment.legs()), words(booked))));
    }
  }

  private static Map<Leg, Integer> counted(List<Leg> legs) {
    Map<Leg, Integer> counted = new HashMap<>();
    legs.forEach(leg -> counted.merge(leg, 1, Integer::sum));
    return counted;
  }

  private static String words(List<Leg> legs) {
    return legs.isEmpty()
        ? "nothing"
        : legs.stream()
            .map(leg -> leg.amount() + " of " + leg.account())
            .collect(Collectors.joining(" and "));
  }
}
