package dev.cascade.system.invariants;

import static dev.cascade.schemas.catalogue.Topics.FRAUD_ALERTS;
import static dev.cascade.schemas.catalogue.Topics.ORDER_VALIDATIONS;

import dev.cascade.system.history.Fact;
import dev.cascade.system.history.Fields;
import dev.cascade.system.history.History;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Every order that fraud refused by itself has one alert, and no other order has any. */
final class FraudAlertsOnce implements Invariant {

  @Override
  public void check(History history, Complaints complaints) {
    Map<String, List<Fact>> alerts = history.by(FRAUD_ALERTS, "orderId");
    Set<String> refused =
        history.values(ORDER_VALIDATIONS).stream()
            .map(Fact::fields)
            .filter(verdict -> verdict.text("rule").equals("fraud"))
            .filter(verdict -> verdict.text("verdict").equals("FAIL"))
            .filter(verdict -> !isDeclined(verdict))
            .map((Fields verdict) -> verdict.text("orderId"))
            .collect(Collectors.toSet());
    refused.forEach(id ->
        complaints.unless(alerts.containsKey(id), "Order %s was refused without an alert", id));
    alerts.forEach((id, raised) -> {
      complaints.unless(raised.size() == 1, "Order %s raises %d alerts", id, raised.size());
      complaints.unless(refused.contains(id), "Order %s raises an alert and is not refused", id);
    });
  }

  /** By a person. */
  private static boolean isDeclined(Fields verdict) {
    return verdict.list("reasons").stream()
        .anyMatch(reason -> reason.text("code").equals("declined"));
  }
}
