package dev.cascade.inventory.contract;

import dev.cascade.inventory.domain.AdjustmentRequest;
import dev.cascade.inventory.domain.LineChange;
import dev.cascade.inventory.domain.LineVerdict;
import dev.cascade.inventory.domain.Product;
import dev.cascade.inventory.domain.StockLevel;
import dev.cascade.schemas.OrderLineChange;
import dev.cascade.schemas.OrderValidation;
import dev.cascade.schemas.StockAdjusted;
import dev.cascade.streams.serde.AvroFormat;
import dev.cascade.streams.serde.MappedSerde;
import org.apache.kafka.common.serialization.Serde;

/**
 * Values of the topics that the service reads and writes, as its domain sees them. A record whose
 * content breaks the contract is refused here, as one that cannot be read.
 *
 * @param orderLines what becomes of lines of orders; read only
 * @param verdicts verdicts on lines; written only
 * @param products the products
 * @param adjustments wishes to change stock
 * @param stockLevels announced stock
 */
public record TopicSerdes(
    Serde<LineChange> orderLines,
    Serde<LineVerdict> verdicts,
    Serde<Product> products,
    Serde<AdjustmentRequest> adjustments,
    Serde<StockLevel> stockLevels) {

  /** Serdes over that wire format. */
  public static TopicSerdes over(AvroFormat avro) {
    return new TopicSerdes(
        MappedSerde.readOnly(avro.of(OrderLineChange.class), LineChanges::toDomain),
        MappedSerde.writeOnly(avro.of(OrderValidation.class), Verdicts::toAvro),
        MappedSerde.of(
            avro.of(dev.cascade.schemas.Product.class), Products::toAvro, Products::toDomain),
        MappedSerde.of(avro.of(StockAdjusted.class), Adjustments::toAvro, Adjustments::toDomain),
        MappedSerde.of(
            avro.of(dev.cascade.schemas.StockLevel.class),
            StockLevels::toAvro,
            StockLevels::toDomain));
  }
}
