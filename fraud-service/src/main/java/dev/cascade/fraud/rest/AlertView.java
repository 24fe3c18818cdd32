package dev.cascade.fraud.rest;

import dev.cascade.fraud.domain.FraudAlert;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An alert as JSON. */
@RegisterForReflection
@Schema(name = "Alert", description = "A customer's orders would have gone over the limit")
public record AlertView(
    String customerId,
    @Schema(description = "The order that was refused") String orderId,
    @Schema(examples = "2495.00") String total,
    @Schema(examples = "2000.00") String limit,
    String currency,
    Instant raisedAt) {

  /** Several alerts, the latest first. */
  @RegisterForReflection
  @Schema(name = "Alerts")
  public record AlertsView(List<AlertView> items) {}

  static AlertView of(FraudAlert alert) {
    return new AlertView(
        alert.customerId(),
        alert.orderId(),
        alert.excess().total().decimal(),
        alert.excess().limit().decimal(),
        alert.excess().limit().currency().getCurrencyCode(),
        alert.raisedAt());
  }
}
