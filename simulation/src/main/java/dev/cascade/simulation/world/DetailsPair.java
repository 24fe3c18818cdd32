package dev.cascade.simulation.world;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cascade.orderdetails.contract.ProductMapping;
import dev.cascade.orderdetails.domain.ListPrices;
import dev.cascade.orderdetails.domain.Money;
import dev.cascade.orderdetails.domain.OrderRules;
import dev.cascade.orderdetails.verdict.OrderVerdicts;
import dev.cascade.orderdetails.verdict.VerdictMeters;
import dev.cascade.schemas.Order;
import dev.cascade.schemas.OrderValidation;
import dev.cascade.schemas.Product;
import dev.cascade.schemas.catalogue.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * order-details is no Kafka Streams application but a consumer and a producer. Its verdicts are the
 * real ones; the pair around them is told here as a topology, with the list prices in a global
 * store, so that it runs and fails like the others. The lease of the real pair is not modelled.
 */
final class DetailsPair {

  /** The group of the real pair. */
  static final String NAME = "order-details";

  private static final String PRICES = "list-prices";
  private static final int MOST_PIECES = 1_000_000;

  /** An answer, with the topic that it goes to. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Answer(String topic, byte @Nullable [] value) {}

  private final Wire wire;
  private final MeterRegistry meters;

  DetailsPair(Wire wire, MeterRegistry meters) {
    this.wire = wire;
    this.meters = meters;
  }

  Topology topology() {
    Topology topology = new Topology();
    topology.addGlobalStore(
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(PRICES), Serdes.ByteArray(), Serdes.ByteArray())
            .withLoggingDisabled(),
        "products",
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer(),
        Topics.PRODUCTS,
        "prices",
        Keeper::new);
    topology.addSource(
        "orders", new ByteArrayDeserializer(), new ByteArrayDeserializer(), Topics.ORDERS);
    topology.addProcessor("verdicts", Answering::new, "orders");
    topology.addSink(
        "answers",
        (byte[] key, Answer answer, org.apache.kafka.streams.processor.RecordContext _) ->
            answer.topic(),
        new ByteArraySerializer(),
        (topic, answer) -> answer.value(),
        "verdicts");
    return topology;
  }

  /** Keeps the products as they came. */
  private static final class Keeper extends ContextualProcessor<byte[], byte[], Void, Void> {

    @Override
    public void process(Record<byte[], byte[]> record) {
      KeyValueStore<byte[], byte[]> prices = context().getStateStore(PRICES);
      prices.put(record.key(), record.value());
    }
  }

  private final class Answering extends ContextualProcessor<byte[], byte[], byte[], Answer>
      implements ListPrices {

    private final Deserializer<Product> products = wire.of(Product.class).deserializer();
    private final Deserializer<Order> orders = wire.of(Order.class).deserializer();
    private final Serializer<OrderValidation> validations =
        wire.of(OrderValidation.class).serializer();

    @Override
    public void process(Record<byte[], byte[]> record) {
      OrderVerdicts verdicts =
          new OrderVerdicts(
              new OrderRules(MOST_PIECES),
              this,
              orders,
              validations,
              new VerdictMeters(meters),
              () -> Instant.ofEpochMilli(context().currentSystemTimeMs()));
      verdicts.answer(consumed(record)).ifPresent(this::forward);
    }

    private void forward(ProducerRecord<byte[], byte[]> answer) {
      Long timestamp = answer.timestamp();
      context()
          .forward(
              new Record<>(
                  answer.key(),
                  new Answer(answer.topic(), answer.value()),
                  timestamp == null ? context().currentSystemTimeMs() : timestamp,
                  answer.headers()));
    }

    private ConsumerRecord<byte[], byte[]> consumed(Record<byte[], byte[]> record) {
      RecordMetadata from = context().recordMetadata().orElseThrow();
      return new ConsumerRecord<>(
          from.topic(),
          from.partition(),
          from.offset(),
          record.timestamp(),
          TimestampType.CREATE_TIME,
          record.key() == null ? -1 : record.key().length,
          record.value() == null ? -1 : record.value().length,
          record.key(),
          record.value(),
          record.headers(),
          Optional.empty());
    }

    @Override
    public Optional<Money> of(String productId) {
      KeyValueStore<byte[], byte[]> prices =
          Objects.requireNonNull(context().getStateStore(PRICES));
      byte[] product = prices.get(productId.getBytes(UTF_8));
      return wire.read(product).isEmpty()
          ? Optional.empty()
          : Optional.of(products.deserialize(Topics.PRODUCTS, product))
              .flatMap(ProductMapping::listPrice);
    }
  }
}
