package dev.cascade.sql.mails;

import dev.cascade.schemas.Cancellation;
import dev.cascade.schemas.Customer;
import dev.cascade.schemas.CustomerLevel;
import dev.cascade.schemas.Money;
import dev.cascade.schemas.Order;
import dev.cascade.schemas.OrderLine;
import dev.cascade.schemas.OrderPayment;
import dev.cascade.schemas.OrderPaymentOutcome;
import dev.cascade.schemas.OrderState;
import dev.cascade.schemas.RequestPosition;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.serde.AvroSerdes;
import dev.cascade.streams.serde.SchemaRegistryClient;
import dev.cascade.testing.TestPlatform;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** Writes what orders, payments and the CRM would, each record with the time that it is given. */
public final class Shop implements AutoCloseable {

  private static final int PARTITIONS = TopicCatalogue.load().topic(Topics.ORDERS).partitions();

  private final AvroSerdes avro;
  private final Map<Class<?>, Serializer<SpecificRecord>> serdes = new HashMap<>();
  private final KafkaProducer<String, byte[]> producer;
  private final List<Event> planned = new ArrayList<>();

  private record Event(Instant at, String topic, String key, @Nullable SpecificRecord value) {}

  /** On that platform. */
  public Shop(TestPlatform platform) {
    this.avro = new AvroSerdes(new SchemaRegistryClient(platform.registryUrl()));
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", platform.bootstrapServers(), "acks", "all"),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  public void customer(String id, CustomerLevel level, Instant at) {
    plan(
        at,
        Topics.CUSTOMERS,
        id,
        Customer.newBuilder()
            .setId(id)
            .setName("Zoë " + id)
            .setEmail(id + "@example.org")
            .setLevel(level)
            .build());
  }

  public void customerGoes(String id, Instant at) {
    plan(at, Topics.CUSTOMERS, id, null);
  }

  public void confirmed(String id, String customer, Instant at) {
    order(id, customer, OrderState.CONFIRMED, OrderState.VALIDATED, false, at);
  }

  /** Confirmed, and to be cancelled and refunded. */
  public void withdrawn(String id, String customer, Instant at) {
    order(id, customer, OrderState.CONFIRMED, OrderState.CONFIRMED, true, at);
  }

  public void order(
      String id,
      String customer,
      OrderState state,
      @Nullable OrderState before,
      boolean isCancelled,
      Instant at) {
    long price = 100L + Math.floorMod(id.hashCode(), 9_000);
    plan(
        at,
        Topics.ORDERS,
        id,
        Order.newBuilder()
            .setId(id)
            .setCustomerId(customer)
            .setCurrency("EUR")
            .setLines(
                List.of(
                    new OrderLine(1, "STOCKINGS", 2, new Money(price, "EUR")),
                    new OrderLine(2, "globe", 1, new Money(0L, "EUR"))))
            .setTotal(new Money(2 * price, "EUR"))
            .setContentHash("hash")
            .setState(state)
            .setPreviousState(before)
            .setCancellation(isCancelled ? new Cancellation("cancel-1", "no more", at) : null)
            .setReasons(List.of())
            .setRequiredRules(List.of("fraud"))
            .setVersion(3)
            .setRequestPosition(new RequestPosition(0, 0L))
            .setCreatedAt(at)
            .setUpdatedAt(at)
            .build());
  }

  public void payment(String id, OrderPaymentOutcome outcome, Instant at) {
    plan(
        at,
        Topics.ORDER_PAYMENTS,
        id,
        OrderPayment.newBuilder()
            .setOrderId(id)
            .setPaymentId("order-" + id)
            .setOutcome(outcome)
            .setAmount(new Money(2L * (100 + Math.floorMod(id.hashCode(), 9_000)), "EUR"))
            .setDecidedAt(at)
            .build());
  }

  public void paid(String id, Instant at) {
    payment(id, OrderPaymentOutcome.PAID, at);
  }

  private void plan(Instant at, String topic, String key, @Nullable SpecificRecord value) {
    planned.add(new Event(at, topic, key, value));
  }

  /** Writes what was planned since the last time, in the order in which it happens. */
  public void happen() {
    List<Future<RecordMetadata>> written =
        planned.stream().sorted(Comparator.comparing(Event::at)).map(this::write).toList();
    planned.clear();
    for (Future<RecordMetadata> each : written) {
      try {
        each.get();
      } catch (ExecutionException e) {
        throw new AssertionError("Not written", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private Future<RecordMetadata> write(Event event) {
    SpecificRecord value = event.value();
    byte[] bytes = value == null ? null : bytes(event.topic(), value);
    return producer.send(
        new ProducerRecord<>(event.topic(), null, event.at().toEpochMilli(), event.key(), bytes));
  }

  private byte[] bytes(String topic, SpecificRecord value) {
    @SuppressWarnings("unchecked")
    Class<SpecificRecord> type = (Class<SpecificRecord>) value.getClass();
    return serdes.computeIfAbsent(type, _ -> avro.of(type).serializer()).serialize(topic, value);
  }

  /** An id for each partition of the topics by order and by customer. */
  static List<String> idsForAllPartitions(String prefix) {
    List<String> ids = new ArrayList<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      int number = 0;
      while (partitionOf(prefix + "-" + partition + "-" + number) != partition) {
        number++;
      }
      ids.add(prefix + "-" + partition + "-" + number);
    }
    return ids;
  }

  private static int partitionOf(String key) {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    return Utils.toPositive(Utils.murmur2(bytes)) % PARTITIONS;
  }

  @Override
  public void close() {
    producer.close();
  }
}
