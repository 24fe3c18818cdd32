package dev.cascade.local.reconcile;

import static java.time.ZoneOffset.UTC;

import dev.cascade.local.reconcile.books.Books;
import dev.cascade.local.reconcile.books.BooksReader;
import dev.cascade.local.reconcile.books.Entry;
import dev.cascade.local.reconcile.statement.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What was compared, and the breaks.
 *
 * @param books Cascade's own
 * @param statements what was said from outside, each with its account
 * @param breaks the ledger's, then the orders', then those of each statement
 */
record Reconciliation(Books books, List<Statement> statements, List<Break> breaks) {

  /**
   * Compares all of it.
   *
   * @param books read before
   * @param reader asked for the ledgers of the statements' accounts
   * @param days how many days apart ledger and statement may book
   */
  static Reconciliation of(Books books, List<Statement> statements, BooksReader reader, int days) {
    List<Break> breaks = new ArrayList<>(LedgerCheck.of(books));
    breaks.addAll(OrderCheck.of(books));
    for (Statement statement : statements) {
      String account = statement.account().orElseThrow();
      Instant since = statement.firstDay().minusDays(days).atStartOfDay(UTC).toInstant();
      List<Entry> entries = reader.entries(account, since);
      breaks.addAll(StatementCheck.of(account, statement, entries, days));
    }
    return new Reconciliation(books, List.copyOf(statements), List.copyOf(breaks));
  }
}
