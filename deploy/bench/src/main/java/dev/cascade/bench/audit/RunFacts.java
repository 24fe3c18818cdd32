package dev.cascade.bench.audit;

import dev.cascade.bench.kafka.AvroReader;
import dev.cascade.bench.kafka.Fields;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.schemas.catalogue.TopicDefinition;
import dev.cascade.schemas.catalogue.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What the topics say about the orders and payments of one run, which all begin with its prefix.
 */
final class RunFacts {

  private static final String DEAD_LETTERS = "-dead-letters";

  private final String prefix;
  private final AvroReader avro;
  private final Map<String, OrderFacts> orders = new HashMap<>();
  private final Map<String, PaymentFacts> payments = new HashMap<>();
  private long deadLetters;

  RunFacts(String prefix, AvroReader avro) {
    this.prefix = prefix;
    this.avro = avro;
  }

  static List<String> topics() {
    Stream<String> deadLetters =
        TopicCatalogue.load().topics().stream()
            .map(TopicDefinition::name)
            .filter(name -> name.endsWith(DEAD_LETTERS));
    return Stream.concat(
            deadLetters,
            Stream.of(
                Topics.ORDERS,
                Topics.ORDER_VALIDATIONS,
                Topics.PAYMENTS_INCOMING,
                Topics.PAYMENTS_COMPLETE,
                Topics.PAYMENTS_CONFIRMED,
                Topics.ORDER_PAYMENTS,
                Topics.PLATINUM_EMAILS,
                Topics.EMAILS_SENT))
        .toList();
  }

  void read(ConsumerRecord<String, byte[]> record) {
    if (record.topic().endsWith(DEAD_LETTERS)) {
      deadLetters++;
    } else if (record.value() != null && isOfThisRun(record)) {
      read(record.topic(), record.key(), avro.read(record.value()));
    }
  }

  private boolean isOfThisRun(ConsumerRecord<String, byte[]> record) {
    return record.key() != null && record.key().contains(prefix);
  }

  void read(String topic, String key, GenericRecord value) {
    switch (topic) {
      case Topics.ORDERS -> order(key).order(value);
      case Topics.ORDER_VALIDATIONS -> order(key).verdict(value);
      case Topics.ORDER_PAYMENTS -> order(key).outcome(value);
      case Topics.PLATINUM_EMAILS -> order(key).count(topic + " requested");
      case Topics.EMAILS_SENT -> order(key).count(topic + " " + Fields.text(value, "outcome"));
      default -> payment(topic, key, value);
    }
  }

  private void payment(String topic, String key, GenericRecord value) {
    String order = Fields.textOrNull(value, "orderId");
    if (order == null) {
      payments.computeIfAbsent(key, _ -> new PaymentFacts()).payment(topic, value);
    } else {
      order(order).count(topic + " " + Fields.text(value, "state"));
    }
  }

  private OrderFacts order(String id) {
    return orders.computeIfAbsent(id, _ -> new OrderFacts());
  }

  Map<String, OrderFacts> orders() {
    return orders;
  }

  Map<String, PaymentFacts> payments() {
    return payments;
  }

  @Nullable OrderFacts find(String order) {
    return orders.get(order);
  }

  long deadLetters() {
    return deadLetters;
  }
}
