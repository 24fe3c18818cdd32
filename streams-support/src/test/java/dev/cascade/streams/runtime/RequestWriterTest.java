package dev.cascade.streams.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.testing.TestPlatform;
import dev.cascade.testing.TopicReader;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RequestWriterTest {

  private static final Duration BLOCK = Duration.ofSeconds(2);
  private static final long BUFFER_BYTES = 1 << 20;
  private static final int MANY = 200;
  private static final Duration LONG = Duration.ofSeconds(30);

  private final StringSerializer strings = new StringSerializer();

  /** One after the other they would take 400 s. */
  @Test
  @Timeout(100)
  void nobodyIsHeldWhileThereIsNoCluster() throws Exception {
    try (RequestWriter writer = writer("localhost:1", "nowhere")) {
      List<CompletableFuture<RecordMetadata>> sent =
          IntStream.range(0, MANY).mapToObj(i -> send(writer, "nowhere", i)).toList();

      CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
          .exceptionally(_ -> null)
          .get(100, TimeUnit.SECONDS);

      assertThat(sent).allMatch(CompletableFuture::isCompletedExceptionally);
      assertThat(writer.hasFoundTheCluster()).isFalse();
    }
  }

  @Test
  void whatIsAcknowledgedIsThereInTheOrderInWhichItIsTold() throws Exception {
    String topic = topic();
    List<Long> told = new CopyOnWriteArrayList<>();
    try (RequestWriter writer = writer(TestPlatform.shared().bootstrapServers(), topic)) {
      List<CompletableFuture<RecordMetadata>> sent =
          IntStream.range(0, MANY)
              .mapToObj(i ->
                  writer.send(
                      topic,
                      "key",
                      "value-" + i,
                      strings,
                      new RecordHeaders(),
                      written -> told.add(written.offset())))
              .toList();
      for (CompletableFuture<RecordMetadata> each : sent) {
        each.get(30, TimeUnit.SECONDS);
      }

      assertThat(told).hasSize(MANY).isSorted().doesNotHaveDuplicates();
      assertThat(writer.hasFoundTheCluster()).isTrue();
    }
    assertThat(values(topic))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, MANY).mapToObj(i -> "value-" + i).toList());
  }

  @Test
  void oneThreadThatAsksForItKeepsItsOrder() throws Exception {
    String topic = topic();
    try (RequestWriter writer = writer(TestPlatform.shared().bootstrapServers(), topic)) {
      for (int i = 0; i < MANY; i++) {
        var unused = writer.sendInOrder(topic, "key", "value-" + i, strings, new RecordHeaders());
      }
      writer
          .sendInOrder(topic, "key", "last", strings, new RecordHeaders())
          .get(30, TimeUnit.SECONDS);
    }
    assertThat(values(topic).subList(0, MANY))
        .containsExactlyElementsOf(IntStream.range(0, MANY).mapToObj(i -> "value-" + i).toList());
  }

  @Test
  @Timeout(60)
  void anErrorInASerializerIsToldToWhoWaits() {
    try (RequestWriter writer = writer("localhost:1", "nowhere")) {
      CompletableFuture<RecordMetadata> sent =
          writer.send(
              "nowhere",
              "key",
              "value",
              (_, _) -> {
                throw new OutOfMemoryError("in a serializer");
              },
              new RecordHeaders());

      assertThat(sent).failsWithin(LONG).withThrowableThat().withMessageContaining("serializer");
    }
  }

  @Test
  @Timeout(60)
  void aSerializerThatWaitsHoldsNobodyLongerThanTheBounds() {
    CountDownLatch never = new CountDownLatch(1);
    Duration bound = Duration.ofMillis(100);
    try (RequestWriter writer =
        new RequestWriter(
            KafkaCluster.at("localhost:1"),
            "request-writer-test",
            new RequestWriter.Bounds(bound, bound, BUFFER_BYTES),
            "nowhere")) {
      CompletableFuture<RecordMetadata> sent =
          writer.send("nowhere", "key", "value", waitingFor(never), new RecordHeaders());

      assertThat(sent)
          .failsWithin(LONG)
          .withThrowableThat()
          .withCauseInstanceOf(TimeoutException.class);
    } finally {
      never.countDown();
    }
  }

  private static Serializer<String> waitingFor(CountDownLatch latch) {
    return (_, value) -> {
      try {
        latch.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return value.getBytes(UTF_8);
    };
  }

  @Test
  void anAcknowledgementThatFailsIsToldToWhoWaitsAndWritingGoesOn() throws Exception {
    String topic = topic();
    try (RequestWriter writer = writer(TestPlatform.shared().bootstrapServers(), topic)) {
      CompletableFuture<RecordMetadata> failed =
          writer.send(
              topic,
              "key",
              "value",
              strings,
              new RecordHeaders(),
              _ -> {
                throw new OutOfMemoryError("in an acknowledgement");
              });

      assertThat(failed).failsWithin(LONG).withThrowableThat().withMessageContaining("in an ack");
      assertThat(send(writer, topic, 1)).succeedsWithin(LONG);
    }
    assertThat(values(topic)).containsExactly("value", "value-1");
  }

  private CompletableFuture<RecordMetadata> send(RequestWriter writer, String topic, int i) {
    return writer.send(topic, "key", "value-" + i, strings, new RecordHeaders());
  }

  private static RequestWriter writer(String bootstrapServers, String topic) {
    return new RequestWriter(
        KafkaCluster.at(bootstrapServers),
        "request-writer-test",
        new RequestWriter.Bounds(BLOCK, Duration.ofSeconds(20), BUFFER_BYTES),
        topic);
  }

  private static String topic() {
    TestPlatform platform = TestPlatform.shared();
    String topic = "requests-" + platform.freshId();
    platform.createTopic(topic, 1);
    return topic;
  }

  private static List<String> values(String topic) {
    try (TopicReader<byte[]> reader = TestPlatform.shared().rawReader(topic)) {
      return reader.readToEnd().stream().map(it -> new String(it.value(), UTF_8)).toList();
    }
  }
}
