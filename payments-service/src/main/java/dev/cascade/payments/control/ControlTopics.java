package dev.cascade.payments.control;

import dev.cascade.payments.contract.PaymentSerdes;
import dev.cascade.payments.domain.control.GateAcknowledgement;
import dev.cascade.payments.domain.control.GateCommand;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.runtime.KafkaCluster;
import dev.cascade.streams.runtime.StreamsSettings;
import dev.cascade.streams.serde.RegistryUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Reads all commands and acknowledgements from the beginning, without a group: every instance has
 * to know all of them. The views application puts unreadable commands aside; here they are passed.
 * What only the registry could say how to read is not unreadable: it may be the one that closes the
 * gate.
 */
final class ControlTopics implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(ControlTopics.class);
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final List<TopicPartition> PARTITIONS =
      List.of(
          new TopicPartition(Topics.CONTROL_COMMANDS, 0),
          new TopicPartition(Topics.CONTROL_STATUS, 0));

  private final PaymentSerdes serdes;
  private final Consumer<GateCommand> commands;
  private final Consumer<GateAcknowledgement> acknowledgements;
  private final KafkaConsumer<String, byte[]> consumer;
  private final Map<TopicPartition, Long> ends;

  ControlTopics(
      PaymentSerdes serdes,
      StreamsSettings settings,
      Consumer<GateCommand> commands,
      Consumer<GateAcknowledgement> acknowledgements) {
    this.serdes = serdes;
    this.commands = commands;
    this.acknowledgements = acknowledgements;
    this.consumer =
        new KafkaConsumer<>(
            KafkaCluster.of(settings)
                .client(
                    Map.of(
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        "payments-control-" + settings.instanceId(),
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.RECEIVE_BUFFER_CONFIG,
                        BUFFER_BYTES)),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    try {
      consumer.assign(PARTITIONS);
      consumer.seekToBeginning(PARTITIONS);
      this.ends = consumer.endOffsets(PARTITIONS);
    } catch (RuntimeException e) {
      consumer.close(CloseOptions.timeout(Duration.ZERO));
      throw e;
    }
  }

  /**
   * Hands on what came.
   *
   * @throws RegistryUnavailableException when the registry has to be asked and does not answer;
   *     whoever reads on then has to begin anew
   */
  void poll(Duration timeout) {
    for (ConsumerRecord<String, byte[]> record : consumer.poll(timeout)) {
      try {
        handOn(record);
      } catch (RegistryUnavailableException e) {
        throw e;
      } catch (SerializationException e) {
        LOG.warnf(
            "Unreadable record is passed, topic=%s partition=%d offset=%d",
            record.topic(), record.partition(), record.offset());
      }
    }
  }

  /** Whether everything was read that was there at the start. */
  boolean isCaughtUp() {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private void handOn(ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      return;
    }
    if (record.topic().equals(Topics.CONTROL_STATUS)) {
      acknowledgements.accept(
          serdes.acknowledgements().deserializer().deserialize(record.topic(), record.value()));
    } else if (GateCommand.SCOPE.equals(record.key())) {
      commands.accept(
          serdes.gateCommands().deserializer().deserialize(record.topic(), record.value()));
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
