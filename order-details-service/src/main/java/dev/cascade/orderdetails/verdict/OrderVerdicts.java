package dev.cascade.orderdetails.verdict;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cascade.orderdetails.contract.OrderMapping;
import dev.cascade.orderdetails.contract.VerdictMapping;
import dev.cascade.orderdetails.domain.ListPrices;
import dev.cascade.orderdetails.domain.OrderDetails;
import dev.cascade.orderdetails.domain.OrderRules;
import dev.cascade.orderdetails.domain.Violation;
import dev.cascade.schemas.Order;
import dev.cascade.schemas.OrderValidation;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.deadletter.DeadLetters;
import dev.cascade.streams.serde.RecordKeys;
import dev.cascade.streams.serde.RegistryUnavailableException;
import dev.cascade.streams.tracing.TraceContext;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jboss.logging.Logger;

/** Answers a record of topic {@code orders} with the record that is written for it, if any. */
public final class OrderVerdicts {

  private static final Logger LOG = Logger.getLogger(OrderVerdicts.class);

  private final OrderRules rules;
  private final ListPrices prices;
  private final Deserializer<String> keys = RecordKeys.deserializer();
  private final Deserializer<Order> orders;
  private final Serializer<OrderValidation> verdicts;
  private final VerdictMeters meters;
  private final InstantSource clock;

  /** Judges by these rules and prices. */
  public OrderVerdicts(
      OrderRules rules,
      ListPrices prices,
      Deserializer<Order> orders,
      Serializer<OrderValidation> verdicts,
      VerdictMeters meters,
      InstantSource clock) {
    this.rules = rules;
    this.prices = prices;
    this.orders = orders;
    this.verdicts = verdicts;
    this.meters = meters;
    this.clock = clock;
  }

  /**
   * The verdict on an order that has just been created, a dead letter for a record that cannot be
   * judged, nothing for any other news of an order.
   *
   * @throws RegistryUnavailableException when the registry does not answer: nothing is known about
   *     the record, so it has to be asked for again
   */
  public Optional<ProducerRecord<byte[], byte[]>> answer(ConsumerRecord<byte[], byte[]> record) {
    try {
      var unused = keys.deserialize(record.topic(), record.headers(), record.key());
      return Optional.ofNullable(orders.deserialize(record.topic(), record.value()))
          .flatMap(OrderMapping::created)
          .map(order -> verdict(order, TraceContext.following(record.headers())));
    } catch (RegistryUnavailableException e) {
      throw e;
    } catch (SerializationException e) {
      LOG.warnf(
          "Unreadable record, %s: %s", place(record), DeadLetters.sayable(record, e).getMessage());
      return Optional.of(letter(record, e));
    } catch (RuntimeException e) {
      LOG.errorf(DeadLetters.sayable(record, e), "Judging an order failed, %s", place(record));
      return Optional.of(letter(record, e));
    }
  }

  private ProducerRecord<byte[], byte[]> verdict(OrderDetails order, Headers trace) {
    List<Violation> violations = rules.violations(order, prices);
    OrderValidation verdict = VerdictMapping.verdict(order.id(), violations, clock.instant());
    LOG.debugf("Verdict %s, order=%s", verdict.getVerdict(), order.id());
    meters.verdict(violations.isEmpty());
    return new ProducerRecord<>(
        Topics.ORDER_VALIDATIONS,
        null,
        order.id().getBytes(UTF_8),
        verdicts.serialize(Topics.ORDER_VALIDATIONS, verdict),
        trace);
  }

  private ProducerRecord<byte[], byte[]> letter(
      ConsumerRecord<byte[], byte[]> record, RuntimeException reason) {
    meters.deadLetter();
    return DeadLetters.letter(Topics.ORDER_DETAILS_DEAD_LETTERS, record, reason);
  }

  private static String place(ConsumerRecord<?, ?> record) {
    return "topic=%s partition=%d offset=%d"
        .formatted(record.topic(), record.partition(), record.offset());
  }
}
