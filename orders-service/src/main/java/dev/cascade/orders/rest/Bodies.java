package dev.cascade.orders.rest;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The bodies of requests, for the contract and the tools that are made from it. They are read field
 * by field elsewhere ({@link OrderForm}), so that everything wrong with one is named at once.
 */
final class Bodies {

  private Bodies() {}

  /** An order as a client asks for it: with lines, or in the short form with one product. */
  @Schema(
      name = "NewOrder",
      description = "With lines, or with product, quantity and price for an order of one line")
  record NewOrder(
      @Schema(description = "Chosen by the client; left out beside an Idempotency-Key") String id,
      @Schema(required = true) String customerId,
      @Schema(description = "ISO 4217; the service's default when left out") String currency,
      List<NewLine> lines,
      String product,
      @Schema(minimum = "1") Integer quantity,
      @Schema(description = "Of one piece, as a number or a decimal string") Double price) {}

  /** One of its lines. */
  @Schema(name = "NewOrderLine")
  record NewLine(
      @Schema(required = true) String productId,
      @Schema(required = true, minimum = "1") Integer quantity,
      @Schema(required = true, description = "Decimal string in the order's currency")
          String unitPrice) {}

  /** Why an order is cancelled. */
  @Schema(name = "CancelOrder")
  record Cancel(@Schema(maxLength = WishesResource.MAX_REASON_CHARS) String reason) {}

  /** How its goods are followed. */
  @Schema(name = "ShipOrder")
  record Ship(@Schema(maxLength = WishesResource.MAX_REFERENCE_CHARS) String trackingReference) {}

  /** What a rule says; its name is in the path. */
  @Schema(name = "PutRule")
  record Rule(
      @Schema(defaultValue = "true", description = "Orders fail without its verdict")
          Boolean required,
      @Schema(defaultValue = "true", description = "New orders are measured by it") Boolean active,
      @Schema(defaultValue = "false", description = "A verdict for each line") Boolean perLine,
      @Schema(defaultValue = "30000", minimum = "1") Integer deadlineMillis) {}
}
