package dev.cascade.local.reconcile;

import static dev.cascade.local.reconcile.ToyBooks.MERCHANT;
import static dev.cascade.local.reconcile.ToyBooks.eur;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.local.reconcile.Break.Kind;
import dev.cascade.local.reconcile.books.Entry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each way in which the books may disagree is named, once, and nothing else is. */
class LedgerAndOrderCheckTest {

  private final ToyBooks books = new ToyBooks();

  @BeforeEach
  void someThatAgree() {
    books.paidOrder("o-1", "24.50");
    books.refundedOrder("o-2", "9.00");
    books.book("alice", "reversed", eur("-5.00"));
    books.book("alice", "reversed", eur("5.00"));
    books.end("reversed", "TRANSFER", "REVERSED", "5.00", "");
    books.end("refused", "TRANSFER", "REJECTED", "1000000.00", "o-3");
    books.order("o-3", "FAILED", "1000000.00");
    books.order("o-4", "CREATED", "1.00");
    books.book("transit-EUR-0", "order-o-1", eur("24.5"));
  }

  @Test
  void whatAgreesIsNoBreak() {
    assertThat(breaks()).isEmpty();
  }

  @Test
  void aBalanceThatDoesNotFollow() {
    books.changeLast("alice", eur("5.00"), eur("77.00"));
    assertBreak(Kind.BALANCE_DOES_NOT_FOLLOW, "alice", "5.00 EUR", "do not make 77.00 EUR");
  }

  @Test
  void anEntryOfAPaymentThatNobodyKnows() {
    books.book("alice", "ghost", eur("-1.00"));
    assertBreak(Kind.ENTRY_WITHOUT_PAYMENT, "ghost", "-1.00 EUR of alice");
  }

  @Test
  void aDebitWhosePaymentDoesNotEnd() {
    books.book("alice", "stuck", eur("-1.00"));
    books.open.put("stuck", "INCOMING");
    assertBreak(Kind.PAYMENT_UNFINISHED, "stuck", "still INCOMING");
  }

  @Test
  void aCompletePaymentWithoutOneOfItsEntries() {
    books.entries.put(
        MERCHANT,
        new ArrayList<>(
            books.entries.getOrDefault(MERCHANT, List.of()).stream()
                .filter(entry -> !entry.payment().equals("order-o-1"))
                .map(entry -> moved(entry, "-24.50"))
                .toList()));
    assertBreak(
        Kind.ENTRIES_DIFFER,
        "order-o-1",
        "COMPLETE, which takes -24.50 EUR of alice and 24.50 EUR of merchant-eur;"
            + " booked is -24.50 EUR of alice");
  }

  private static Entry moved(Entry entry, String by) {
    return new Entry(
        entry.account(),
        entry.payment(),
        entry.amount(),
        entry.balance().plus(eur(by)),
        entry.at());
  }

  @Test
  void aRefusedPaymentThatIsBookedAllTheSame() {
    books.book("alice", "refused", eur("-3.00"));
    assertBreak(Kind.ENTRIES_DIFFER, "refused", "REJECTED, which takes nothing; booked is -3.00");
  }

  @Test
  void aPaymentForAnOrderThatNobodyKnows() {
    books.orders.remove("o-3");
    assertBreak(Kind.PAYMENT_WITHOUT_ORDER, "refused", "order o-3, which is not known");
  }

  @Test
  void anOrderThatSaysItIsPaidAndIsNot() {
    books.order("o-4", "SHIPPED", "1.00");
    assertBreak(Kind.ORDER_NOT_PAID, "o-4", "SHIPPED since", "no payment is complete");
  }

  @Test
  void anOrderOfWhichAnotherAmountWasPaid() {
    books.order("o-1", "CONFIRMED", "24.00");
    assertBreak(Kind.ORDER_AMOUNT_DIFFERS, "o-1", "total of 24.00 EUR, and 24.50 EUR were paid");
  }

  @Test
  void aCancelledOrderWhoseMoneyHasNotGoneBack() {
    books.order("o-1", "CANCELLED", "24.50");
    assertBreak(
        Kind.ORDER_NOT_REFUNDED, "o-1", "of 24.50 EUR that were paid, 0.00 EUR have gone back");
  }

  @Test
  void anOrderThatDoesNotKnowThatItIsPaid() {
    books.order("o-1", "VALIDATED", "24.50");
    assertBreak(Kind.ORDER_BEHIND, "o-1", "VALIDATED since", "24.50 EUR were paid");
  }

  @Test
  void whatIsYoungerThanThePeriodIsLeftOut() {
    books.paidOrder("o-5", "3.00");
    for (int i = 0; i < 600; i++) {
      books.later();
    }
    books.order("o-5", "CANCELLED", "3.00");
    books.book("alice", "young", eur("-1.00"));
    assertThat(breaks()).isEmpty();
  }

  private List<Break> breaks() {
    List<Break> breaks = new ArrayList<>(LedgerCheck.of(books.books()));
    breaks.addAll(OrderCheck.of(books.books()));
    return breaks;
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
