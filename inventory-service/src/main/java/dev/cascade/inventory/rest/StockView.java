package dev.cascade.inventory.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cascade.inventory.domain.AdjustmentResult;
import dev.cascade.inventory.domain.RefusalCode;
import dev.cascade.inventory.domain.StockLevel;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A product's stock as JSON.
 *
 * @param productId whose stock
 * @param onHand pieces in the warehouse
 * @param reserved pieces promised to open orders
 * @param available pieces that can still be promised
 * @param version one more with each change
 * @param updatedAt when it was decided
 * @param lastAdjustment what became of the latest adjustment; absent before the first
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StockView(
    String productId,
    long onHand,
    long reserved,
    long available,
    long version,
    Instant updatedAt,
    @Nullable AdjustmentView lastAdjustment) {

  /**
   * What became of an adjustment, as JSON.
   *
   * @param adjustmentId which one
   * @param delta the change that was asked for
   * @param accepted whether it was made
   * @param reason code of why it was refused
   * @param detail why it was refused, for people
   * @param repeated whether it only says again what was decided before
   */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record AdjustmentView(
      String adjustmentId,
      long delta,
      boolean accepted,
      @Nullable String reason,
      @Nullable String detail,
      boolean repeated) {

    static AdjustmentView of(AdjustmentResult result) {
      return new AdjustmentView(
          result.adjustmentId(),
          result.delta(),
          result.accepted(),
          result.refusal().map(RefusalCode::code).orElse(null),
          result.refusal().map(RefusalCode::detail).orElse(null),
          result.repeated());
    }
  }

  static StockView of(StockLevel level) {
    return new StockView(
        level.productId(),
        level.onHand(),
        level.reserved(),
        level.available(),
        level.version(),
        level.updatedAt(),
        level.lastAdjustment().map(AdjustmentView::of).orElse(null));
  }
}
