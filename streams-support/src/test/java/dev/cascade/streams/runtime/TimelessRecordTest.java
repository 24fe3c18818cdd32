package dev.cascade.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cascade.testing.TestPlatform;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Brokers take records that say of no time; Java's producer writes none, other clients can. */
class TimelessRecordTest {

  private static final Duration BOUND = Duration.ofSeconds(60);

  @TempDir Path folder;

  private final TestPlatform platform = TestPlatform.shared();
  private final String id = platform.freshId();
  private final String topic = "timeless-input-" + id;

  @Test
  void aRecordWithoutATimeStopsNobodyAndIsNotPassedOver() throws Exception {
    Map<String, Object> client = Map.of("bootstrap.servers", platform.bootstrapServers());
    platform.createTopic(topic, 1);
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
      producer.send(new Timeless(topic, "timeless")).get();
      producer.send(new ProducerRecord<>(topic, "after", "value")).get();
    }
    try (RealApplication application = new RealApplication("timeless-" + id, topic)) {
      ManagedStreams managed =
          application.instance(
              application.settings(Map.of("state-dir", folder.toString(), "instance-id", id)));
      try {
        managed.start();

        await().atMost(BOUND).until(() -> managed.state() == State.RUNNING);
        await().atMost(BOUND).untilAsserted(() -> assertThat(seen(managed, "after")).isTrue());
        assertThat(seen(managed, "timeless")).isTrue();
      } finally {
        managed.close();
      }
    }
  }

  private static boolean seen(ManagedStreams managed, String key) {
    ReadOnlyKeyValueStore<String, String> store =
        managed
            .client()
            .store(
                StoreQueryParameters.fromNameAndType(
                    RealApplication.STORE, QueryableStoreTypes.keyValueStore()));
    return store.get(key) != null;
  }

  /** Java's producer asks the record for its time after the record has refused a wrong one. */
  private static final class Timeless extends ProducerRecord<String, String> {

    private Timeless(String topic, String key) {
      super(topic, key, "value");
    }

    @Override
    public Long timestamp() {
      return ConsumerRecord.NO_TIMESTAMP;
    }
  }
}
