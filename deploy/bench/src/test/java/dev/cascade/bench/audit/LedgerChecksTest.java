package dev.cascade.bench.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.bench.audit.Ledger.Account;
import dev.cascade.bench.audit.Ledger.Snapshot;
import dev.cascade.bench.audit.Ledger.Stock;
import dev.cascade.bench.kafka.AvroReader;
import dev.cascade.bench.kafka.RecordSource;
import dev.cascade.bench.kafka.Registry;
import dev.cascade.schemas.OrderState;
import dev.cascade.schemas.PaymentState;
import dev.cascade.schemas.catalogue.Topics;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Before: customer 7 has 100, 8 has 0; one piece of the first product is reserved. */
class LedgerChecksTest {

  private static final Snapshot BEFORE =
      new Snapshot(
          Map.of(History.CUSTOMER, 100L, "bench-c-8", 0L),
          Map.of(History.PRODUCT, 1L, History.OTHER_PRODUCT, 0L));

  @Test
  void anOrderIsPaidByItsCustomerAndHoldsItsPieces() {
    assertThat(check(ledger(70, 0, 2, 2), History.good())).isEmpty();
  }

  @Test
  void balancesThatDoNotSumToZeroAreFound() {
    Ledger ledger = ledger(70, 0, 2, 2);
    ledger.put("merchant", account(31));

    assertThat(check(ledger, History.good()))
        .singleElement()
        .asString()
        .contains("balances in EUR sum to 1, not to 0");
  }

  @Test
  void aCustomerWhoPaidTwiceIsFound() {
    assertThat(check(ledger(40, 0, 2, 2), History.good()))
        .singleElement()
        .asString()
        .contains("balance of account bench-c-7: 40, not 70");
  }

  @Test
  void piecesThatAreNotHeldAreFound() {
    assertThat(check(ledger(70, 0, 1, 2), History.good()))
        .singleElement()
        .asString()
        .contains("reserved pieces of product bench-p-1: 1, not 2");
  }

  @Test
  void aFailedOrderMustHoldNothing() {
    History failed = new History().created().state(2, OrderState.CREATED, OrderState.FAILED);

    assertThat(check(ledger(100, 0, 1, 0), failed)).isEmpty();
    assertThat(check(ledger(100, 0, 2, 2), failed)).hasSize(2);
  }

  @Test
  void aTransferMovesMoneyBetweenItsAccounts() {
    History history =
        new History()
            .transfer(Topics.PAYMENTS_INCOMING, PaymentState.INCOMING)
            .transfer(Topics.PAYMENTS_COMPLETE, PaymentState.COMPLETE);

    assertThat(check(ledger(99, 1, 1, 0), history)).isEmpty();
    assertThat(check(ledger(99, 0, 1, 0), history))
        .singleElement()
        .asString()
        .contains("bench-c-8: 0, not 1");
  }

  @Test
  void moreReservedThanOnHandIsFound() {
    Ledger ledger = ledger(70, 0, 2, 2);
    ledger.put("other", new Stock(5, 6, 1));
    ledger.put("another", new Stock(5, -1, 1));

    assertThat(check(ledger, History.good())).hasSize(2);
  }

  @Test
  void anOverdraftPastItsLimitIsFound() {
    Ledger ledger = ledger(70, 0, 2, 2);
    ledger.put(History.CUSTOMER, new Account("EUR", 70, 571, 500));

    assertThat(check(ledger, History.good())).singleElement().asString().contains("overdrawn");
  }

  private static List<String> check(Ledger ledger, History history) {
    return LedgerChecks.check(ledger, BEFORE, history.facts()).toList();
  }

  private static Ledger ledger(long customer, long other, long reserved, long reservedOther) {
    Ledger ledger =
        new Ledger(new AvroReader(new Registry("http://nobody.invalid")), new NoRecords());
    ledger.put(History.CUSTOMER, account(customer));
    ledger.put("bench-c-8", account(other));
    ledger.put("merchant", account(100 - customer - other));
    ledger.put("world", account(-100));
    ledger.put(History.PRODUCT, new Stock(1_000, reserved, 9));
    ledger.put(History.OTHER_PRODUCT, new Stock(1_000, reservedOther, 9));
    return ledger;
  }

  private static Account account(long balance) {
    return new Account("EUR", balance, 0, 500);
  }

  private static final class NoRecords implements RecordSource {

    @Override
    public void readOn(Consumer<ConsumerRecord<String, byte[]>> reader) {}

    @Override
    public void close() {}
  }
}
