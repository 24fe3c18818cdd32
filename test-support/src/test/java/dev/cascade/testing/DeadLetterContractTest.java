package dev.cascade.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cascade.schemas.catalogue.Topics;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The contract lets a service pass that keeps it, and catches those that do not. */
class DeadLetterContractTest {

  private static final String INPUT = Topics.STOCK_ADJUSTMENTS;
  private static final String LETTERS = Topics.FRAUD_DEAD_LETTERS;
  private static final byte[] GOOD = "good".getBytes(UTF_8);

  private final TestPlatform platform = TestPlatform.shared();

  @Test
  void aServiceThatPutsPoisonAsideOncePasses() throws InterruptedException {
    withService(
        1,
        true,
        service -> {
          assertThatCode(service::everyKindOfPoisonIsPutAside).doesNotThrowAnyException();
          assertThatCode(
                  service::aPoisonRecordOfAnyInputTopicIsPutAsideOnceAndTheNextOneIsProcessed)
              .doesNotThrowAnyException();
        });
  }

  @Test
  void aServiceThatSendsTwoLettersIsCaught() throws InterruptedException {
    withService(
        2,
        true,
        service ->
            assertThatThrownBy(service::everyKindOfPoisonIsPutAside)
                .hasMessageContaining("letters about one record"));
  }

  @Test
  void aServiceThatChangesTheBytesIsCaught() throws InterruptedException {
    withService(
        1,
        false,
        service ->
            assertThatThrownBy(service::everyKindOfPoisonIsPutAside)
                .hasMessageContaining("the raw bytes"));
  }

  private void withService(int letters, boolean rawBytes, Consumer<ToyService> check)
      throws InterruptedException {
    ToyService service = new ToyService(platform, letters, rawBytes);
    Thread loop = Thread.ofPlatform().start(service);
    try {
      assertThat(service.started.await(30, TimeUnit.SECONDS)).isTrue();
      check.accept(service);
    } finally {
      loop.interrupt();
      loop.join();
    }
  }

  /** Knows good records and nothing else. */
  private static final class ToyService extends DeadLetterContract implements Runnable {

    private final TestPlatform platform;
    private final int letters;
    private final boolean rawBytes;
    private final Set<String> processed = ConcurrentHashMap.newKeySet();
    private final CountDownLatch started = new CountDownLatch(1);

    ToyService(TestPlatform platform, int letters, boolean rawBytes) {
      this.platform = platform;
      this.letters = letters;
      this.rawBytes = rawBytes;
    }

    @Override
    protected String deadLetterTopic() {
      return LETTERS;
    }

    @Override
    protected List<String> inputTopics() {
      return List.of(INPUT);
    }

    @Override
    protected void aGoodRecordHasItsEffect(String topic, String key) {
      try (TopicWriter writer = platform.writer()) {
        writer.sendRaw(topic, key, GOOD);
      }
      Awaitility.await().until(() -> processed.contains(key));
    }

    @Override
    public void run() {
      Map<String, Object> client = Map.of("bootstrap.servers", platform.bootstrapServers());
      try (var consumer =
              new KafkaConsumer<>(
                  client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
          var producer =
              new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
        consumer.assign(
            consumer.partitionsFor(INPUT).stream()
                .map(info -> new TopicPartition(INPUT, info.partition()))
                .toList());
        consumer.seekToEnd(consumer.assignment());
        consumer.assignment().forEach(consumer::position);
        started.countDown();
        while (!Thread.currentThread().isInterrupted()) {
          consumer.poll(Duration.ofMillis(20)).forEach(record -> handle(record, producer));
        }
      } catch (InterruptException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void handle(
        ConsumerRecord<byte[], byte[]> record, KafkaProducer<byte[], byte[]> producer) {
      if (Arrays.equals(record.value(), GOOD)) {
        processed.add(new String(record.key(), UTF_8));
        return;
      }
      for (int i = 0; i < letters; i++) {
        producer.send(letter(record));
      }
      producer.flush();
    }

    private ProducerRecord<byte[], byte[]> letter(ConsumerRecord<byte[], byte[]> record) {
      byte[] value = rawBytes ? record.value() : "changed".getBytes(UTF_8);
      ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(LETTERS, record.key(), value);
      Map.of(
              "__streams.errors.topic", record.topic(),
              "__streams.errors.partition", Integer.toString(record.partition()),
              "__streams.errors.offset", Long.toString(record.offset()),
              "__streams.errors.message", "no good record")
          .forEach((name, text) -> letter.headers().add(name, text.getBytes(UTF_8)));
      return letter;
    }
  }
}
