package dev.cascade.bench.audit;

import dev.cascade.bench.audit.Ledger.Account;
import dev.cascade.bench.audit.Ledger.Snapshot;
import dev.cascade.bench.audit.Ledger.Stock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What must hold for money and stock, when nothing is under way. */
final class LedgerChecks {

  private static final List<String> OPEN_STATES = List.of("CREATED", "VALIDATED", "CONFIRMED");

  private LedgerChecks() {}

  static Stream<String> check(Ledger ledger, Snapshot before, RunFacts facts) {
    return Stream.of(
            sums(ledger),
            ledger.products().entrySet().stream().flatMap(LedgerChecks::bounds),
            overdrafts(ledger, before),
            balances(ledger, before, facts),
            reservations(ledger, before, facts))
        .flatMap(findings -> findings);
  }

  private static Stream<String> sums(Ledger ledger) {
    Map<String, Long> sums = new TreeMap<>();
    ledger
        .accounts()
        .values()
        .forEach(account -> sums.merge(account.currency(), account.balance(), Long::sum));
    return sums.entrySet().stream()
        .filter(sum -> sum.getValue() != 0)
        .map(sum -> "balances in " + sum.getKey() + " sum to " + sum.getValue() + ", not to 0");
  }

  private static Stream<String> bounds(Map.Entry<String, Stock> product) {
    Stock stock = product.getValue();
    return stock.reserved() >= 0 && stock.reserved() <= stock.onHand()
        ? Stream.empty()
        : Stream.of("product " + product.getKey() + " has " + stock);
  }

  private static Stream<String> overdrafts(Ledger ledger, Snapshot before) {
    return before.balances().keySet().stream()
        .flatMap(id -> ledger.account(id).filter(LedgerChecks::isOverdrawn).map(_ -> id).stream())
        .map(id -> "account " + id + " is overdrawn past its limit: " + ledger.account(id));
  }

  private static boolean isOverdrawn(Account account) {
    return account.balance() - account.held() < -account.overdraft();
  }

  private static Stream<String> balances(Ledger ledger, Snapshot before, RunFacts facts) {
    Map<String, Long> due = new HashMap<>();
    facts.orders().values().forEach(order -> due.merge(order.customer(), -order.paid(), Long::sum));
    facts
        .payments()
        .values()
        .forEach(payment -> {
          due.merge(payment.debtor(), -payment.amount(), Long::sum);
          due.merge(payment.creditor(), payment.amount(), Long::sum);
        });
    return before.balances().entrySet().stream()
        .flatMap(account ->
            difference(
                "balance of account " + account.getKey(),
                account.getValue() + due.getOrDefault(account.getKey(), 0L),
                ledger.account(account.getKey()).map(Account::balance)));
  }

  private static Stream<String> reservations(Ledger ledger, Snapshot before, RunFacts facts) {
    Map<String, Long> held = new HashMap<>();
    facts.orders().values().stream()
        .filter(order -> OPEN_STATES.contains(order.state()))
        .forEach(order ->
            order
                .quantities()
                .forEach((product, quantity) -> held.merge(product, quantity, Long::sum)));
    return before.reserved().entrySet().stream()
        .flatMap(product ->
            difference(
                "reserved pieces of product " + product.getKey(),
                product.getValue() + held.getOrDefault(product.getKey(), 0L),
                ledger.stock(product.getKey()).map(Stock::reserved)));
  }

  private static Stream<String> difference(String what, long expected, Optional<Long> actual) {
    return actual.isPresent() && actual.get() == expected
        ? Stream.empty()
        : Stream.of(
            what + ": " + actual.map(Object::toString).orElse("none") + ", not " + expected);
  }
}
