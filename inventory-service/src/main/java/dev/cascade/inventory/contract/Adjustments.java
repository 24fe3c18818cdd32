package dev.cascade.inventory.contract;

import dev.cascade.inventory.domain.AdjustmentRequest;
import dev.cascade.schemas.StockAdjusted;

/** Wishes to change stock in {@code stock-adjustments}. */
final class Adjustments {

  private Adjustments() {}

  static StockAdjusted toAvro(AdjustmentRequest request) {
    return StockAdjusted.newBuilder()
        .setAdjustmentId(request.adjustmentId())
        .setProductId(request.productId())
        .setDelta(request.delta())
        .setReason(request.reason())
        .setAdjustedAt(request.askedAt())
        .build();
  }

  static AdjustmentRequest toDomain(StockAdjusted adjusted) {
    return new AdjustmentRequest(
        Required.text("productId", adjusted.getProductId()),
        Required.text("adjustmentId", adjusted.getAdjustmentId()),
        adjusted.getDelta(),
        adjusted.getReason(),
        adjusted.getAdjustedAt());
  }
}
