package dev.cascade.inventory.contract;

import dev.cascade.inventory.domain.AdjustmentRefusal;
import dev.cascade.inventory.domain.AdjustmentResult;
import dev.cascade.inventory.domain.StockLevel;
import java.util.Optional;

/** Announced stock in {@code stock-levels}. */
final class StockLevels {

  private StockLevels() {}

  static dev.cascade.schemas.StockLevel toAvro(StockLevel level) {
    return dev.cascade.schemas.StockLevel.newBuilder()
        .setProductId(level.productId())
        .setOnHand(level.onHand())
        .setReserved(level.reserved())
        .setLastAdjustment(level.lastAdjustment().map(StockLevels::toAvro).orElse(null))
        .setVersion(level.version())
        .setUpdatedAt(level.updatedAt())
        .build();
  }

  static StockLevel toDomain(dev.cascade.schemas.StockLevel level) {
    return new StockLevel(
        level.getProductId(),
        level.getOnHand(),
        level.getReserved(),
        Optional.ofNullable(level.getLastAdjustment()).map(StockLevels::toDomain),
        level.getVersion(),
        level.getUpdatedAt());
  }

  private static dev.cascade.schemas.AdjustmentResult toAvro(AdjustmentResult result) {
    return dev.cascade.schemas.AdjustmentResult.newBuilder()
        .setAdjustmentId(result.adjustmentId())
        .setAccepted(result.accepted())
        .setReason(result.refusal().map(AdjustmentRefusal::code).orElse(""))
        .setDelta(result.delta())
        .setAskedAt(result.askedAt())
        .setRepeated(result.repeated())
        .build();
  }

  private static AdjustmentResult toDomain(dev.cascade.schemas.AdjustmentResult result) {
    return new AdjustmentResult(
        result.getAdjustmentId(),
        result.getDelta(),
        result.getAskedAt(),
        result.getAccepted()
            ? Optional.empty()
            : Optional.of(AdjustmentRefusal.ofCode(result.getReason())),
        result.getRepeated());
  }
}
