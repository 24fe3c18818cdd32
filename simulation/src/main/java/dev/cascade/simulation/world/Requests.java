package dev.cascade.simulation.world;

import dev.cascade.payments.domain.Instruction;
import dev.cascade.payments.domain.Money;
import dev.cascade.payments.domain.Payment;
import dev.cascade.payments.domain.PaymentKind;
import dev.cascade.payments.domain.account.AccountCommand;
import dev.cascade.schemas.StockAdjusted;
import dev.cascade.schemas.catalogue.Topics;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** What clients and operators ask, as the services' own publishing writes it. */
public final class Requests {

  private Requests() {}

  /**
   * Any record.
   *
   * @param what for people
   * @param record made at the moment at which it is sent
   */
  public static Request avro(
      String what, String topic, String key, Function<Instant, SpecificRecord> record) {
    return new Request(what, topic, key, (services, at) -> services.wire().write(record.apply(at)));
  }

  /** A wish to change what is on hand. */
  public static Request stock(String product, String id, long delta) {
    return avro(
        "stock of " + product + " " + (delta < 0 ? "" : "+") + delta,
        Topics.STOCK_ADJUSTMENTS,
        product,
        at -> new StockAdjusted(id, product, delta, "", at));
  }

  /** A wish for an account that may go so far below zero, in minor units. */
  public static Request account(String id, long overdraft) {
    return command(id, "open-" + id, new AccountCommand.Open(Topologies.CURRENCY, overdraft));
  }

  /** What an operator asks of an account. */
  public static Request command(String account, String id, AccountCommand.Wish wish) {
    return new Request(
        wish.getClass().getSimpleName().toLowerCase(Locale.ROOT) + " account " + account,
        Topics.ACCOUNT_COMMANDS,
        account,
        (services, at) ->
            services
                .accountCommands()
                .serialize(Topics.ACCOUNT_COMMANDS, new AccountCommand(account, id, wish, at)));
  }

  /**
   * A payment.
   *
   * @param original the payment that a capture, void or refund refers to
   * @param amount in minor units
   */
  public static Request payment(
      String id,
      PaymentKind kind,
      @Nullable String original,
      String debtor,
      String creditor,
      long amount) {
    Money money = new Money(amount, Topologies.CURRENCY);
    return new Request(
        "payment %s %s of %d from %s to %s".formatted(id, kind, amount, debtor, creditor),
        Topics.PAYMENTS_INCOMING,
        id,
        (services, at) ->
            services
                .incomingPayments()
                .serialize(
                    Topics.PAYMENTS_INCOMING,
                    new Payment.Incoming(
                        new Instruction(id, kind, original, null, debtor, creditor, money, at))));
  }
}
