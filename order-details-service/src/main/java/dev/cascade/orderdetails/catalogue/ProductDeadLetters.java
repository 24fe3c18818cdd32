package dev.cascade.orderdetails.catalogue;

import dev.cascade.orderdetails.config.OrderDetailsSettings;
import dev.cascade.orderdetails.transaction.TransactionalProducer;
import dev.cascade.orderdetails.verdict.VerdictMeters;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.deadletter.DeadLetters;
import dev.cascade.streams.lineage.PlainClient;
import dev.cascade.streams.runtime.KafkaCluster;
import dev.cascade.streams.runtime.StreamsSettings;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Puts unreadable products aside. Every instance reads all products at each start, so the group's
 * committed offset says up to where that has been done; it moves in the dead letter's transaction.
 */
@Singleton
class ProductDeadLetters {

  /** The group whose offsets say which unreadable products have been put aside. */
  static final String GROUP = "order-details-catalogue";

  private final StreamsSettings streams;
  private final OrderDetailsSettings settings;
  private final VerdictMeters meters;

  ProductDeadLetters(StreamsSettings streams, OrderDetailsSettings settings, VerdictMeters meters) {
    this.streams = streams;
    this.settings = settings;
    this.meters = meters;
  }

  /** What it writes. */
  @Produces
  @Singleton
  static PlainClient lineage() {
    return PlainClient.producer(GROUP, Topics.ORDER_DETAILS_DEAD_LETTERS);
  }

  void send(ConsumerRecord<byte[], byte[]> record, RuntimeException reason) {
    try (TransactionalProducer producer =
        new TransactionalProducer(
            KafkaCluster.of(streams),
            GROUP + "-" + streams.instanceId(),
            settings.transactionTimeout())) {
      producer.transact(
          List.of(DeadLetters.letter(Topics.ORDER_DETAILS_DEAD_LETTERS, record, reason)),
          Map.of(
              new TopicPartition(record.topic(), record.partition()),
              new OffsetAndMetadata(record.offset() + 1)),
          new ConsumerGroupMetadata(GROUP));
    }
    meters.deadLetter();
  }
}
