package dev.cascade.local.reconcile;

import static java.time.ZoneOffset.UTC;

import dev.cascade.local.reconcile.books.Amount;
import dev.cascade.local.reconcile.books.Entry;
import dev.cascade.local.reconcile.statement.Statement;
import dev.cascade.local.reconcile.statement.StatementLine;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An account's ledger against a statement. Line and entry meet by the payment's id and, where a
 * payment has several entries on the account, by their direction. Days are days of UTC.
 */
final class StatementCheck {

  private final String account;
  private final Statement statement;
  private final List<Entry> entries;
  private final int days;
  private final List<Break> breaks = new ArrayList<>();

  private StatementCheck(String account, Statement statement, List<Entry> entries, int days) {
    this.account = account;
    this.statement = statement;
    this.entries = entries;
    this.days = days;
  }

  /**
   * What does not agree, the lines' breaks first.
   *
   * @param entries of the account, the oldest first, from {@code days} before the statement's first
   *     day on
   * @param days how many days apart the two may book
   */
  static List<Break> of(String account, Statement statement, List<Entry> entries, int days) {
    StatementCheck check = new StatementCheck(account, statement, entries, days);
    check.linesAndEntriesMeet();
    check.addsUp();
    check.closesAsLedger();
    return check.breaks;
  }

  private void linesAndEntriesMeet() {
    Map<String, List<Entry>> unmatched =
        entries.stream()
            .collect(
                Collectors.groupingBy(
                    Entry::payment, LinkedHashMap::new, Collectors.toCollection(ArrayList::new)));
    for (StatementLine line : statement.lines()) {
      List<Entry> candidates = unmatched.get(line.reference());
      if (candidates == null) {
        add(Break.Kind.NOT_IN_LEDGER, line, "is not in the ledger of " + account);
      } else if (candidates.isEmpty()) {
        add(Break.Kind.REPEATED_IN_STATEMENT, line, "is in the ledger, but not that often");
      } else {
        Entry entry = likeliest(line, candidates);
        candidates.remove(entry);
        compare(line, entry);
      }
    }
    unmatched.values().stream()
        .flatMap(List::stream)
        .filter(entry -> isOfStatement(day(entry)))
        .forEach(entry ->
            breaks.add(
                new Break(
                    Break.Kind.NOT_IN_STATEMENT,
                    entry.payment(),
                    "%s, booked at %s on %s, is not in the statement"
                        .formatted(entry.amount(), entry.at(), account))));
  }

  private static Entry likeliest(StatementLine line, List<Entry> candidates) {
    return candidates.stream()
        .filter(entry -> entry.amount().isDebit() == line.amount().isDebit())
        .findFirst()
        .orElseGet(candidates::getFirst);
  }

  private void compare(StatementLine line, Entry entry) {
    if (!line.amount().equals(entry.amount())) {
      add(
          Break.Kind.AMOUNT_DIFFERS,
          line,
          "is %s in the ledger of %s".formatted(entry.amount(), account));
    }
    if (Math.abs(ChronoUnit.DAYS.between(line.bookedOn(), day(entry))) > days) {
      add(
          Break.Kind.DATE_DIFFERS,
          line,
          "is booked at %s in the ledger of %s".formatted(entry.at(), account));
    }
  }

  private void addsUp() {
    if (statement.opening().isEmpty() || statement.closing().isEmpty()) {
      return;
    }
    Amount closing = statement.closing().get();
    Amount sum = statement.opening().get();
    for (StatementLine line : statement.lines()) {
      sum = sum.plus(line.amount());
    }
    if (!sum.equals(closing)) {
      breaks.add(
          new Break(
              Break.Kind.STATEMENT_DOES_NOT_ADD_UP,
              account,
              "%s and the lines make %s; the statement closes with %s"
                  .formatted(statement.opening().get(), sum, closing)));
    }
  }

  private void closesAsLedger() {
    Optional<Entry> last =
        entries.stream()
            .filter(entry -> !day(entry).isAfter(statement.lastDay()))
            .reduce((_, later) -> later);
    if (statement.closing().isEmpty() || last.isEmpty()) {
      return;
    }
    Amount ledger = last.get().balance();
    if (!Objects.equals(statement.closing().get(), ledger)) {
      breaks.add(
          new Break(
              Break.Kind.BALANCE_DIFFERS,
              account,
              "%s at the end of %s in the statement, %s in the ledger"
                  .formatted(statement.closing().get(), statement.lastDay(), ledger)));
    }
  }

  private boolean isOfStatement(LocalDate day) {
    return !day.isBefore(statement.firstDay()) && !day.isAfter(statement.lastDay());
  }

  private static LocalDate day(Entry entry) {
    return LocalDate.ofInstant(entry.at(), UTC);
  }

  private void add(Break.Kind kind, StatementLine line, String reason) {
    breaks.add(
        new Break(
            kind,
            line.reference(),
            "%s: %s of %s %s".formatted(line.place(), line.amount(), line.bookedOn(), reason)));
  }
}
