package dev.cascade.simulation.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cascade.schemas.AccountBalance;
import dev.cascade.schemas.AccountEntry;
import dev.cascade.schemas.CustomerOrderChange;
import dev.cascade.schemas.EmailRequested;
import dev.cascade.schemas.FraudReview;
import dev.cascade.schemas.FraudReviewDecision;
import dev.cascade.schemas.Order;
import dev.cascade.schemas.OrderLineChange;
import dev.cascade.schemas.OrderPayment;
import dev.cascade.schemas.OrderRequest;
import dev.cascade.schemas.OrderValidation;
import dev.cascade.schemas.Payment;
import dev.cascade.schemas.StockLevel;
import dev.cascade.simulation.log.Entry;
import dev.cascade.simulation.world.Step;
import dev.cascade.simulation.world.Wire;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/** Says steps and records in few words. */
final class Words {

  private final Wire wire;

  Words(Wire wire) {
    this.wire = wire;
  }

  /** A record: where it is, and what it says. */
  String of(Entry entry) {
    byte[] key = entry.key();
    String value =
        entry.value() == null
            ? "nothing"
            : wire.read(entry.value()).map(Words::of).orElse(entry.value().length + " bytes");
    return entry.place() + " " + (key == null ? "" : new String(key, UTF_8)) + ": " + value;
  }

  private static String of(SpecificRecord value) {
    return switch (value) {
      case Order order ->
          order.getState()
              + " v"
              + order.getVersion()
              + (order.getCancellation() == null ? "" : " to be cancelled")
              + order.getReasons().stream()
                  .map(reason -> " " + reason.getCode())
                  .collect(Collectors.joining());
      case OrderRequest request -> request.getRequest().getClass().getSimpleName();
      case OrderValidation verdict ->
          verdict.getRule()
              + (verdict.getLine() == null ? "" : " of line " + verdict.getLine())
              + " "
              + (verdict.getReviewUntil() == null ? verdict.getVerdict() : "PENDING");
      case FraudReview review -> "review " + review.getOrderId() + " " + review.getState();
      case FraudReviewDecision decision -> decision.getRuling() + " " + decision.getOrderId();
      case OrderLineChange line ->
          line.getChange() + " " + line.getOrderId() + " " + line.getQuantity();
      case CustomerOrderChange change -> change.getChange() + " " + change.getOrderId();
      case StockLevel level -> level.getReserved() + " reserved of " + level.getOnHand();
      case Payment payment ->
          "payment "
              + payment.getId()
              + " "
              + payment.getState()
              + " "
              + payment.getAmount().getMinorUnits();
      case OrderPayment payment -> payment.getOutcome() + " by " + payment.getPaymentId();
      case AccountBalance balance -> balance.getBalance().getMinorUnits() + entry(balance);
      case EmailRequested mail -> "mail to " + mail.getCustomerId();
      default -> value.getSchema().getName();
    };
  }

  private static String entry(AccountBalance balance) {
    AccountEntry entry = balance.getEntry();
    return entry == null
        ? ""
        : " after %+d by %s".formatted(entry.getAmountMinorUnits(), entry.getPaymentId());
  }

  /** A step: who does what. */
  String of(Step step) {
    return switch (step) {
      case Step.Send _ -> "a client sends";
      case Step.Work work -> work.who() + " processes";
      case Step.Commit commit -> commit.who() + " commits";
      case Step.Tick tick -> tick.who() + " looks at the clock";
      case Step.Learn learn -> learn.who() + " reads its global topics";
      case Step.Start start -> start.application() + "/" + start.member() + " starts";
      case Step.Adopt adopt ->
          adopt.application() + "/" + adopt.member() + " begins task " + adopt.task();
      case Step.Crash crash -> crash.application() + "/" + crash.member() + " CRASHES";
      case Step.Replace replace ->
          replace.application() + "/" + replace.member() + " is REPLACED and does not know it";
      case Step.Move move ->
          move.application()
              + (move.task() == null
                  ? ": all tasks of the silent " + move.from()
                  : ": task " + move.task() + " of " + move.from())
              + " MOVES to "
              + move.to();
      case Step.Mark mark -> "a marker of " + mark.producer() + " reaches " + mark.partition();
      case Step.Expire expire -> "the transaction of " + expire.producer() + " EXPIRES";
      case Step.Pass pass -> pass.millis() + " ms pass";
      case Step.Rest _ -> "everybody rests";
    };
  }
}
