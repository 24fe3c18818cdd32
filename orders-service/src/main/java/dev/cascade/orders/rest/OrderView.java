package dev.cascade.orders.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cascade.orders.domain.OrderContent;
import dev.cascade.orders.domain.OrderLine;
import dev.cascade.orders.domain.OrderSnapshot;
import dev.cascade.orders.domain.OrderState;
import dev.cascade.orders.domain.Reason;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An order as JSON. An order with one line has its fields at the top as well, under the names of
 * the short form.
 *
 * @param id chosen by the client
 * @param customerId who ordered
 * @param state where it stands
 * @param currency ISO 4217 code of every amount
 * @param lines in the client's order
 * @param total sum over the lines, as a decimal string
 * @param product the only line's product
 * @param quantity the only line's quantity
 * @param price the only line's unit price, as a number
 * @param reasons why it failed or was cancelled
 * @param requiredRules the rules that it is measured by
 * @param cancellation set while a cancellation is under way, and after it
 * @param version grows by one with each record; absent while the order is only accepted
 * @param createdAt when it was accepted
 * @param updatedAt when it was last decided on
 * @param deadline when its state ends by itself
 * @param underReview the rules of which a person decides; absent when there are none
 * @param contentHash tells a repeated request from a conflicting one
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Order")
public record OrderView(
    String id,
    String customerId,
    OrderState state,
    String currency,
    List<LineView> lines,
    String total,
    @Nullable String product,
    @Nullable Integer quantity,
    @Nullable BigDecimal price,
    List<ReasonView> reasons,
    @Nullable List<String> requiredRules,
    @Nullable CancellationView cancellation,
    @Nullable Long version,
    Instant createdAt,
    @Nullable Instant updatedAt,
    @Nullable Instant deadline,
    @Nullable List<String> underReview,
    String contentHash) {

  /** One line. */
  @RegisterForReflection
  @Schema(name = "OrderLine")
  public record LineView(int number, String productId, int quantity, String unitPrice) {
    static LineView of(OrderLine line) {
      return new LineView(
          line.number(),
          line.productId(),
          line.quantity(),
          Decimals.of(line.unitPrice()).toPlainString());
    }
  }

  /** Why an order ended as it did. */
  @RegisterForReflection
  @Schema(name = "Reason")
  public record ReasonView(String source, String code, String detail) {
    static ReasonView of(Reason reason) {
      return new ReasonView(reason.source(), reason.code(), reason.detail());
    }
  }

  /** A cancellation that was accepted. */
  @RegisterForReflection
  @Schema(name = "Cancellation")
  public record CancellationView(String reason, Instant requestedAt) {}

  /** The order as the view has it. */
  static OrderView of(OrderSnapshot order) {
    var wish = order.cancellation();
    return of(
        order.head().id(),
        order.head().content(),
        order.state(),
        order.reasons(),
        order.head().requiredRules(),
        wish == null ? null : new CancellationView(wish.reason().detail(), wish.requestedAt()),
        order.head().version(),
        order.head().createdAt(),
        order.head().updatedAt(),
        order.deadline(),
        order.underReview().isEmpty() ? null : order.underReview());
  }

  /** The order as Kafka has it, before it is decided on. */
  static OrderView accepted(String id, OrderContent content, Instant at) {
    return of(id, content, OrderState.CREATED, List.of(), null, null, null, at, null, null, null);
  }

  private static OrderView of(
      String id,
      OrderContent content,
      OrderState state,
      List<Reason> reasons,
      @Nullable List<String> rules,
      @Nullable CancellationView cancellation,
      @Nullable Long version,
      Instant createdAt,
      @Nullable Instant updatedAt,
      @Nullable Instant deadline,
      @Nullable List<String> underReview) {
    OrderLine only = content.lines().size() == 1 ? content.lines().getFirst() : null;
    return new OrderView(
        id,
        content.customerId(),
        state,
        content.currency(),
        content.lines().stream().map(LineView::of).toList(),
        Decimals.of(content.total()).toPlainString(),
        only == null ? null : only.productId(),
        only == null ? null : only.quantity(),
        only == null ? null : Decimals.of(only.unitPrice()),
        reasons.stream().map(ReasonView::of).toList(),
        rules,
        cancellation,
        version,
        createdAt,
        updatedAt,
        deadline,
        underReview,
        content.contentHash());
  }
}
