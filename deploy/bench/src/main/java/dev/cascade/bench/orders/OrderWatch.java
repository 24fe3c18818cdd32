package dev.cascade.bench.orders;

import dev.cascade.bench.kafka.AvroReader;
import dev.cascade.bench.kafka.Fields;
import dev.cascade.bench.kafka.TopicObserver;
import dev.cascade.schemas.catalogue.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Follows the orders of a run through the topics and tells when one is confirmed. */
public final class OrderWatch implements TopicObserver.Sink {

  /** The topics from a POST to VALIDATED. */
  public static final List<String> UNTIL_VALIDATED =
      List.of(Topics.ORDER_REQUESTS, Topics.ORDERS, Topics.ORDER_VALIDATIONS);

  /** The topics from a POST to CONFIRMED. */
  public static final List<String> UNTIL_CONFIRMED =
      List.of(
          Topics.ORDER_REQUESTS,
          Topics.ORDERS,
          Topics.ORDER_VALIDATIONS,
          Topics.PAYMENTS_INCOMING,
          Topics.PAYMENTS_INFLIGHT,
          Topics.ORDER_PAYMENTS);

  private final AvroReader avro;
  private final WallClock clock;
  private final Map<String, Timeline> timelines = new ConcurrentHashMap<>();
  private final Map<String, CompletableFuture<Void>> waiting = new ConcurrentHashMap<>();

  /** A watch that follows no order yet. */
  public OrderWatch(AvroReader avro, WallClock clock) {
    this.avro = avro;
    this.clock = clock;
  }

  /** Follows an order; to be called before it is posted. */
  public Timeline follow(String id) {
    return timelines.computeIfAbsent(id, _ -> new Timeline());
  }

  /** Completes when the order is confirmed, exceptionally when it ends otherwise. */
  public CompletableFuture<Void> confirmation(String id) {
    return waiting.computeIfAbsent(id, _ -> new CompletableFuture<>());
  }

  /** All orders that were followed. */
  public List<Timeline> timelines() {
    return List.copyOf(timelines.values());
  }

  @Override
  public void sees(ConsumerRecord<String, byte[]> record, long nanoTime) {
    if (record.value() == null) {
      return;
    }
    long seen = clock.epochMicros(nanoTime);
    switch (record.topic()) {
      case Topics.ORDER_REQUESTS -> request(record, seen);
      case Topics.ORDERS -> order(record, seen);
      case Topics.ORDER_VALIDATIONS -> verdict(record, seen);
      default -> payment(record, seen);
    }
  }

  private void request(ConsumerRecord<String, byte[]> record, long seen) {
    Timeline timeline = timelines.get(record.key());
    if (timeline != null) {
      timeline.reach(Mark.REQUESTED, record.timestamp() * 1_000);
      timeline.reach(Mark.REQUEST_SEEN, seen);
    }
  }

  private void order(ConsumerRecord<String, byte[]> record, long seen) {
    Timeline timeline = timelines.get(record.key());
    if (timeline == null) {
      return;
    }
    GenericRecord value = avro.read(record.value());
    long decided = micros(value, "updatedAt");
    String state = Fields.text(value, "state");
    switch (state) {
      case "CREATED" -> reach(timeline, Mark.CREATED, decided, Mark.CREATED_SEEN, seen);
      case "VALIDATED" -> reach(timeline, Mark.VALIDATED, decided, Mark.VALIDATED_SEEN, seen);
      case "CONFIRMED" -> {
        reach(timeline, Mark.CONFIRMED, decided, Mark.CONFIRMED_SEEN, seen);
        finish(record.key(), null);
      }
      default -> finish(record.key(), new RequestFailedException("order " + state));
    }
  }

  private void finish(String id, @Nullable RuntimeException failure) {
    CompletableFuture<Void> waiter = waiting.remove(id);
    if (waiter == null) {
      return;
    }
    if (failure == null) {
      waiter.complete(null);
    } else {
      waiter.completeExceptionally(failure);
    }
  }

  private void verdict(ConsumerRecord<String, byte[]> record, long seen) {
    Timeline timeline = timelines.get(record.key());
    if (timeline == null) {
      return;
    }
    GenericRecord value = avro.read(record.value());
    long decided = micros(value, "decidedAt");
    switch (Fields.text(value, "rule")) {
      case "order-details" -> reach(timeline, Mark.DETAILS, decided, Mark.DETAILS_SEEN, seen);
      case "fraud" -> reach(timeline, Mark.FRAUD, decided, Mark.FRAUD_SEEN, seen);
      case "inventory" -> reach(timeline, Mark.INVENTORY, decided, Mark.INVENTORY_SEEN, seen);
      default -> {
        // Another validator; it has no mark.
      }
    }
  }

  private void payment(ConsumerRecord<String, byte[]> record, long seen) {
    GenericRecord value = avro.read(record.value());
    String order = Fields.textOrNull(value, "orderId");
    Timeline timeline = order == null ? null : timelines.get(order);
    if (timeline == null) {
      return;
    }
    switch (record.topic()) {
      case Topics.PAYMENTS_INCOMING -> timeline.reach(Mark.INCOMING_SEEN, seen);
      case Topics.PAYMENTS_INFLIGHT ->
          timeline.reach(
              Fields.text(value, "state").equals("DEBIT") ? Mark.DEBIT_SEEN : Mark.CREDIT_SEEN,
              seen);
      default -> reach(timeline, Mark.PAID, micros(value, "decidedAt"), Mark.PAID_SEEN, seen);
    }
  }

  private static void reach(
      Timeline timeline, Mark decided, long decidedMicros, Mark visible, long visibleMicros) {
    timeline.reach(decided, decidedMicros);
    timeline.reach(visible, visibleMicros);
  }

  private static long micros(GenericRecord value, String field) {
    return Fields.number(value, field) * 1_000;
  }
}
