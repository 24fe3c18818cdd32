package dev.cascade.local.reconcile;

import dev.cascade.local.reconcile.books.Amount;
import dev.cascade.local.reconcile.books.BookedPayment;
import dev.cascade.local.reconcile.books.Books;
import dev.cascade.local.reconcile.books.Entry;
import dev.cascade.local.reconcile.books.KnownOrder;
import dev.cascade.local.reconcile.books.Period;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Books in which everything agrees until something is done to them. */
final class ToyBooks {

  static final Instant FROM = Instant.parse("2030-01-31T10:00:00Z");
  static final Instant TO = FROM.plus(Duration.ofHours(10));
  static final String MERCHANT = "merchant-eur";

  final Map<String, List<Entry>> entries = new HashMap<>();
  final Map<String, BookedPayment> ended = new HashMap<>();
  final Map<String, String> open = new HashMap<>();
  final Map<String, KnownOrder> orders = new HashMap<>();
  private Instant now = FROM;

  /** An amount in euros. */
  static Amount eur(String decimal) {
    return Amount.of(decimal, "EUR");
  }

  /** A moment later than all before. */
  Instant later() {
    now = now.plusSeconds(60);
    return now;
  }

  /** An entry that follows from the balance before it. */
  void book(String account, String payment, Amount amount) {
    List<Entry> ledger = entries.computeIfAbsent(account, _ -> new ArrayList<>());
    Amount before = ledger.isEmpty() ? eur("0") : ledger.getLast().balance();
    ledger.add(new Entry(account, payment, amount, before.plus(amount), later()));
  }

  /** A payment that ended, without its entries. */
  void end(String id, String kind, String state, String amount, String order) {
    ended.put(
        id,
        new BookedPayment(
            id,
            kind,
            state,
            kind.equals("REFUND") ? MERCHANT : "alice",
            kind.equals("REFUND") ? "alice" : MERCHANT,
            eur(amount),
            Optional.of(order).filter(name -> !name.isEmpty()),
            later()));
  }

  /** An order in a state. */
  void order(String id, String state, String total) {
    orders.put(id, new KnownOrder(id, state, eur(total), FROM.plusSeconds(1), later()));
  }

  /** An order, its payment and the entries, as they should be. */
  void paidOrder(String id, String amount) {
    book("alice", "order-" + id, eur(amount).negated());
    book(MERCHANT, "order-" + id, eur(amount));
    end("order-" + id, "TRANSFER", "COMPLETE", amount, id);
    order(id, "CONFIRMED", amount);
  }

  /** The refund of a paid order, and its end. */
  void refundedOrder(String id, String amount) {
    paidOrder(id, amount);
    book(MERCHANT, "refund-" + id, eur(amount).negated());
    book("alice", "refund-" + id, eur(amount));
    end("refund-" + id, "REFUND", "COMPLETE", amount, id);
    order(id, "CANCELLED", amount);
  }

  /** Changes the latest entry of an account. */
  void changeLast(String account, Amount amount, Amount balance) {
    Entry last = entries.getOrDefault(account, List.of()).removeLast();
    entries
        .computeIfAbsent(account, _ -> new ArrayList<>())
        .add(new Entry(account, last.payment(), amount, balance, last.at()));
  }

  /** What was built. */
  Books books() {
    return new Books(new Period(FROM, TO), entries, ended, open, orders);
  }

  /** Nothing. */
  static Amount zero() {
    return new Amount(BigDecimal.ZERO, "EUR");
  }
}
