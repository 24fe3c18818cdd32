package dev.cascade.local.platform;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Consumers of those who look at topics: they are in no group, and see what is committed. */
public final class CommittedReader {

  private static final int API_TIMEOUT_MILLIS = 10_000;

  private CommittedReader() {}

  /**
   * A consumer that was assigned nothing yet; whoever asks closes it.
   *
   * @param client how a Kafka client of who looks gets to the broker
   * @param id the client's name, in the broker's words
   */
  public static Consumer<byte[], byte[]> of(Map<String, Object> client, String id) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put("isolation.level", "read_committed");
    settings.put("allow.auto.create.topics", false);
    settings.put("default.api.timeout.ms", API_TIMEOUT_MILLIS);
    settings.put("client.id", id);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
