package dev.cascade.streams.journal;

import dev.cascade.schemas.ApplicationError;
import dev.cascade.schemas.ApplicationEvent;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.serde.AvroSerdes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** All that is on the journal's topics of a broker. */
record JournalReader(String bootstrapServers, AvroSerdes avro) {

  List<ApplicationError> errors() {
    return all(Topics.APPLICATION_ERRORS, ApplicationError.class);
  }

  List<ApplicationEvent> events() {
    return all(Topics.APPLICATION_EVENTS, ApplicationEvent.class);
  }

  private <T extends SpecificRecord> List<T> all(String topic, Class<T> type) {
    var values = avro.of(type).deserializer();
    List<T> found = new ArrayList<>();
    try (KafkaConsumer<byte[], T> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers), new ByteArrayDeserializer(), values)) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(50)).forEach(record -> found.add(record.value()));
      }
    }
    return found;
  }
}
