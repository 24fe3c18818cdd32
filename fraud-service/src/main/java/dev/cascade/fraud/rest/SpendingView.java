package dev.cascade.fraud.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cascade.fraud.domain.Money;
import dev.cascade.fraud.domain.SpendingReport;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A customer's spending as JSON. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Spending", description = "What a customer's live orders of the last hour come to")
public record SpendingView(
    String customerId,
    @Schema(
            description =
                "Absent for a customer who has ordered nothing lately, or of whom the CRM has not"
                    + " told")
        @Nullable String level,
    @Schema(description = "ISO 8601 duration", examples = "PT1H") String window,
    List<InCurrencyView> currencies) {

  /** Spending in one currency. */
  @RegisterForReflection
  @Schema(name = "SpendingInCurrency")
  public record InCurrencyView(
      String currency,
      @Schema(examples = "499.00") String total,
      @Schema(examples = "2000.00") String limit,
      @Schema(description = "What an order may still come to") String remaining,
      @Schema(description = "The window that is told of ends here") Instant asOf) {}

  static SpendingView nothing(String customerId, Duration window) {
    return new SpendingView(customerId, null, window.toString(), List.of());
  }

  /** Sums whose whole window has passed meanwhile are left out. */
  static SpendingView of(SpendingReport report, Duration window, Instant now) {
    List<InCurrencyView> currencies =
        report.currencies().stream()
            .filter(spent -> spent.asOf().plus(window).isAfter(now))
            .map(SpendingView::inCurrency)
            .toList();
    return new SpendingView(
        report.customerId(),
        report.level().map(Enum::name).orElse(null),
        window.toString(),
        currencies);
  }

  private static InCurrencyView inCurrency(SpendingReport.InCurrency spent) {
    Money total = spent.total();
    long remaining = Math.max(0, spent.limit().minorUnits() - total.minorUnits());
    return new InCurrencyView(
        total.currency().getCurrencyCode(),
        total.decimal(),
        spent.limit().decimal(),
        new Money(remaining, total.currency()).decimal(),
        spent.asOf());
  }
}
