package dev.cascade.fraud.contract;

import static dev.cascade.schemas.Verdict.ERROR;
import static dev.cascade.schemas.Verdict.FAIL;
import static dev.cascade.schemas.Verdict.PASS;

import dev.cascade.fraud.domain.CustomerLevel;
import dev.cascade.fraud.domain.Excess;
import dev.cascade.fraud.domain.FraudAlert;
import dev.cascade.fraud.domain.FraudFact.Judged;
import dev.cascade.fraud.domain.Money;
import dev.cascade.fraud.domain.SpendingReport;
import dev.cascade.fraud.domain.SpendingReport.InCurrency;
import dev.cascade.fraud.domain.Verdict.Declined;
import dev.cascade.fraud.domain.Verdict.Passed;
import dev.cascade.fraud.domain.Verdict.Pending;
import dev.cascade.fraud.domain.Verdict.Refused;
import dev.cascade.schemas.CurrencySpending;
import dev.cascade.schemas.CustomerSpending;
import dev.cascade.schemas.OrderValidation;
import dev.cascade.schemas.Reason;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** The domain in the words of the topics. */
final class FraudContract {

  /** The rule's name, in verdicts and as the source of reasons. */
  static final String RULE = "fraud";

  /** The service's name, in the audit trail. */
  static final String SERVICE = "fraud-service";

  private static final String OVER_LIMIT = "over-limit";
  private static final String UNDER_REVIEW = "under-review";
  private static final String DECLINED = "declined";

  private FraudContract() {}

  /** A verdict that is pending is an ERROR to whoever does not know of reviews. */
  static OrderValidation verdict(Judged judged) {
    OrderValidation.Builder validation =
        OrderValidation.newBuilder()
            .setOrderId(judged.orderId())
            .setRule(RULE)
            .setDecidedAt(judged.decidedAt());
    return switch (judged.verdict()) {
      case Passed _ -> validation.setVerdict(PASS).setReasons(List.of()).build();
      case Refused refused ->
          validation.setVerdict(FAIL).setReasons(List.of(reason(refused.excess()))).build();
      case Declined declined ->
          validation.setVerdict(FAIL).setReasons(List.of(reason(declined))).build();
      case Pending pending ->
          validation
              .setVerdict(ERROR)
              .setReasons(List.of(reason(pending)))
              .setReviewUntil(pending.until())
              .build();
    };
  }

  private static Reason reason(Excess excess) {
    return new Reason(
        RULE,
        OVER_LIMIT,
        "The customer's orders of one hour would come to %s; the limit is %s."
            .formatted(excess.total(), excess.limit()));
  }

  private static Reason reason(Pending pending) {
    return new Reason(
        RULE,
        UNDER_REVIEW,
        "The customer's orders of one hour come to %s, near the limit of %s: a person decides."
            .formatted(pending.total(), pending.limit()));
  }

  private static Reason reason(Declined declined) {
    return new Reason(RULE, DECLINED, "A reviewer declined the order: " + declined.why());
  }

  static dev.cascade.schemas.FraudAlert alert(FraudAlert alert) {
    return dev.cascade.schemas.FraudAlert.newBuilder()
        .setCustomerId(alert.customerId())
        .setOrderId(alert.orderId())
        .setWindowTotal(money(alert.excess().total()))
        .setLimit(money(alert.excess().limit()))
        .setRaisedAt(alert.raisedAt())
        .build();
  }

  static FraudAlert alert(dev.cascade.schemas.FraudAlert alert) {
    return new FraudAlert(
        alert.getCustomerId(),
        alert.getOrderId(),
        new Excess(money(alert.getWindowTotal()), money(alert.getLimit())),
        alert.getRaisedAt());
  }

  static CustomerSpending spending(SpendingReport report) {
    List<CurrencySpending> currencies =
        report.currencies().stream()
            .map(spent ->
                new CurrencySpending(money(spent.total()), money(spent.limit()), spent.asOf()))
            .toList();
    return CustomerSpending.newBuilder()
        .setCustomerId(report.customerId())
        .setLevel(report.level().map(FraudContract::level).orElse(null))
        .setCurrencies(currencies)
        .build();
  }

  static SpendingReport spending(CustomerSpending spending) {
    return new SpendingReport(
        spending.getCustomerId(),
        Optional.ofNullable(spending.getLevel()).map(FraudContract::level),
        spending.getCurrencies().stream()
            .map(spent ->
                new InCurrency(
                    money(spent.getTotal()), money(spent.getLimit()), spent.getWindowEnd()))
            .toList());
  }

  static CustomerLevel level(dev.cascade.schemas.CustomerLevel level) {
    return switch (level) {
      case BRONZE -> CustomerLevel.BRONZE;
      case SILVER -> CustomerLevel.SILVER;
      case GOLD -> CustomerLevel.GOLD;
      case PLATINUM -> CustomerLevel.PLATINUM;
    };
  }

  private static dev.cascade.schemas.CustomerLevel level(CustomerLevel level) {
    return switch (level) {
      case BRONZE -> dev.cascade.schemas.CustomerLevel.BRONZE;
      case SILVER -> dev.cascade.schemas.CustomerLevel.SILVER;
      case GOLD -> dev.cascade.schemas.CustomerLevel.GOLD;
      case PLATINUM -> dev.cascade.schemas.CustomerLevel.PLATINUM;
    };
  }

  static dev.cascade.schemas.Money money(Money money) {
    return new dev.cascade.schemas.Money(money.minorUnits(), money.currency().getCurrencyCode());
  }

  static Money money(dev.cascade.schemas.Money money) {
    return new Money(money.getMinorUnits(), Currency.getInstance(money.getCurrency()));
  }
}
