package dev.cascade.local.reconcile;

import static dev.cascade.local.reconcile.ToyBooks.MERCHANT;
import static dev.cascade.local.reconcile.ToyBooks.eur;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.local.reconcile.Break.Kind;
import dev.cascade.local.reconcile.books.Amount;
import dev.cascade.local.reconcile.books.Entry;
import dev.cascade.local.reconcile.statement.Statement;
import dev.cascade.local.reconcile.statement.StatementLine;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatementCheckTest {

  private static final LocalDate DAY = LocalDate.ofInstant(ToyBooks.FROM, UTC);

  private final ToyBooks books = new ToyBooks();
  private final List<StatementLine> lines = new ArrayList<>();
  private Optional<Amount> opening = Optional.of(ToyBooks.zero());
  private Optional<Amount> closing = Optional.of(eur("24.50"));

  @BeforeEach
  void oneThatAgrees() {
    books.paidOrder("o-1", "24.50");
    books.refundedOrder("o-2", "9.00");
    for (Entry entry : books.entries.getOrDefault(MERCHANT, List.of())) {
      line(entry.payment(), entry.amount());
    }
  }

  @Test
  void whatAgreesIsNoBreak() {
    assertThat(breaks()).isEmpty();
  }

  @Test
  void daysMayDifferByAFew() {
    replace(1, new StatementLine("line 2", "order-o-2", eur("9.00"), DAY.plusDays(3)));
    assertThat(breaks()).isEmpty();
    replace(1, new StatementLine("line 2", "order-o-2", eur("9.00"), DAY.plusDays(4)));
    assertBreak(Kind.DATE_DIFFERS, "order-o-2", "line 2", "is booked at 2030-01-31T10:");
  }

  @Test
  void aLineThatTheLedgerDoesNotHave() {
    closing = Optional.empty();
    line("ghost", eur("1.00"));
    assertBreak(Kind.NOT_IN_LEDGER, "ghost", "line 4: 1.00 EUR of 2030-01-31 is not in the ledger");
  }

  @Test
  void aLineThatIsThereTwice() {
    closing = Optional.empty();
    line("order-o-1", eur("24.50"));
    assertBreak(Kind.REPEATED_IN_STATEMENT, "order-o-1", "line 4", "not that often");
  }

  @Test
  void anEntryThatTheStatementDoesNotHave() {
    opening = Optional.empty();
    lines.removeFirst();
    assertBreak(Kind.NOT_IN_STATEMENT, "order-o-1", "24.50 EUR, booked at", "merchant-eur");
  }

  @Test
  void anEntryOfAnotherDayNeedNotBeThere() {
    opening = Optional.empty();
    closing = Optional.empty();
    lines.clear();
    assertThat(
            StatementCheck.of(
                MERCHANT,
                statement(DAY.plusDays(1), DAY.plusDays(2)),
                books.entries.getOrDefault(MERCHANT, List.of()),
                3))
        .isEmpty();
  }

  @Test
  void anotherAmountUnderOneReference() {
    opening = Optional.empty();
    replace(0, new StatementLine("line 1", "order-o-1", eur("24.05"), DAY));
    assertBreak(
        Kind.AMOUNT_DIFFERS, "order-o-1", "line 1: 24.05 EUR", "is 24.50 EUR in the ledger");
  }

  @Test
  void theOtherDirectionUnderOneReference() {
    opening = Optional.empty();
    replace(0, new StatementLine("line 1", "order-o-1", eur("-24.50"), DAY));
    assertBreak(Kind.AMOUNT_DIFFERS, "order-o-1", "-24.50 EUR", "is 24.50 EUR in the ledger");
  }

  @Test
  void anotherCurrencyUnderOneReference() {
    opening = Optional.empty();
    replace(0, new StatementLine("line 1", "order-o-1", Amount.of("24.50", "USD"), DAY));
    assertBreak(Kind.AMOUNT_DIFFERS, "order-o-1", "24.50 USD");
  }

  @Test
  void anotherClosingBalance() {
    opening = Optional.of(eur("1.00"));
    closing = Optional.of(eur("25.50"));
    assertBreak(
        Kind.BALANCE_DIFFERS, MERCHANT, "25.50 EUR at the end of 2030-01-31", "24.50 EUR in the");
  }

  @Test
  void linesThatDoNotLeadToTheClosingBalance() {
    opening = Optional.of(eur("1.00"));
    assertBreak(Kind.STATEMENT_DOES_NOT_ADD_UP, MERCHANT, "make 25.50 EUR", "closes with 24.50");
  }

  private void line(String reference, Amount amount) {
    lines.add(new StatementLine("line " + (lines.size() + 1), reference, amount, DAY));
  }

  private void replace(int index, StatementLine line) {
    lines.set(index, line);
  }

  private Statement statement(LocalDate first, LocalDate last) {
    return new Statement(Optional.of(MERCHANT), first, last, opening, closing, lines, 0);
  }

  private List<Break> breaks() {
    return StatementCheck.of(
        MERCHANT, statement(DAY, DAY), books.entries.getOrDefault(MERCHANT, List.of()), 3);
  }

  private void assertBreak(Kind kind, String subject, String... words) {
    assertThat(breaks())
        .singleElement()
        .satisfies(it -> {
          assertThat(it.kind()).isEqualTo(kind);
          assertThat(it.subject()).isEqualTo(subject);
          assertThat(it.reason()).contains(words);
        });
  }
}
