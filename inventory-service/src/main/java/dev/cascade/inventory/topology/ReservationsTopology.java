package dev.cascade.inventory.topology;

import dev.cascade.inventory.contract.TopicSerdes;
import dev.cascade.inventory.domain.AdjustmentRequest;
import dev.cascade.inventory.domain.LineChange;
import dev.cascade.inventory.domain.Memory;
import dev.cascade.inventory.domain.Product;
import dev.cascade.inventory.domain.StockCommand;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.serde.RecordKeys;
import java.util.Set;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Decides who gets which stock, one thread per product.
 *
 * <pre>
 * order-lines -------+
 * products ----------+--> decide --> order-validations
 * stock-adjustments -+           --> stock-levels
 * </pre>
 *
 * <p>All three are keyed by product and have as many partitions, so all that concerns a product
 * meets in one task.
 */
public final class ReservationsTopology {

  /** The application's name. */
  public static final String NAME = "inventory-reservations";

  private final TopicSerdes serdes;
  private final Memory memory;
  private final Sweeping sweeping;
  private final InventoryMeters meters;

  /** The topology. */
  public ReservationsTopology(
      TopicSerdes serdes, Memory memory, Sweeping sweeping, InventoryMeters meters) {
    this.serdes = serdes;
    this.memory = memory;
    this.sweeping = sweeping;
    this.meters = meters;
  }

  /** Builds it. */
  public Topology build() {
    StreamsBuilder builder = new StreamsBuilder();
    KStream<String, Emission> emissions =
        lineCommands(builder)
            .merge(offers(builder), Named.as("with-offers"))
            .merge(adjustments(builder), Named.as("with-adjustments"))
            .process(new StockProcessors(), Named.as("decide-stock"));
    writeVerdicts(emissions);
    writeLevels(emissions);
    return builder.build();
  }

  private KStream<String, StockCommand> lineCommands(StreamsBuilder builder) {
    return source(builder, Topics.ORDER_LINES, serdes.orderLines())
        .filter((productId, change) -> change != null, Named.as("order-lines"))
        .mapValues(ReservationsTopology::lineCommand, Named.as("line-commands"));
  }

  private KStream<String, StockCommand> offers(StreamsBuilder builder) {
    return source(builder, Topics.PRODUCTS, serdes.products())
        .mapValues(ReservationsTopology::offer, Named.as("offers"));
  }

  private KStream<String, StockCommand> adjustments(StreamsBuilder builder) {
    return source(builder, Topics.STOCK_ADJUSTMENTS, serdes.adjustments())
        .filter((productId, request) -> request != null, Named.as("no-tombstones"))
        .mapValues(AdjustmentRequest::command, Named.as("adjustments"));
  }

  private void writeVerdicts(KStream<String, Emission> emissions) {
    emissions
        .filter((id, emission) -> emission instanceof Emission.Verdict, Named.as("verdicts"))
        .mapValues(emission -> ((Emission.Verdict) emission).verdict(), Named.as("verdict-values"))
        .selectKey((id, verdict) -> verdict.line().orderId(), Named.as("verdicts-by-order"))
        .to(
            Topics.ORDER_VALIDATIONS,
            Produced.with(Serdes.String(), serdes.verdicts()).withName("write-verdicts"));
  }

  private void writeLevels(KStream<String, Emission> emissions) {
    emissions
        .filter((id, emission) -> emission instanceof Emission.Level, Named.as("levels"))
        .mapValues(emission -> ((Emission.Level) emission).level(), Named.as("level-values"))
        .to(
            Topics.STOCK_LEVELS,
            Produced.with(Serdes.String(), serdes.stockLevels()).withName("write-levels"));
  }

  private static <V> KStream<String, V> source(
      StreamsBuilder builder, String topic, Serde<V> values) {
    return builder.stream(
        topic, Consumed.with(RecordKeys.serde(), values).withName("read-" + topic));
  }

  /** What throws here becomes a dead letter: stock is decided by key, and there is only one. */
  private static StockCommand lineCommand(@Nullable String productId, LineChange change) {
    if (!change.productId().equals(productId)) {
      throw new IllegalArgumentException("The key is not the product of the line");
    }
    return change.command();
  }

  private static StockCommand offer(@Nullable Product product) {
    return product == null ? new StockCommand.Withdraw() : new StockCommand.Offer();
  }

  /** One processor for each task, with the stores. */
  private final class StockProcessors
      implements ProcessorSupplier<String, StockCommand, String, Emission> {

    @Override
    public Processor<String, StockCommand, String, Emission> get() {
      return new StockProcessor(memory, sweeping, meters);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return InventoryStores.all();
    }
  }
}
