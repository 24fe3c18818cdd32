package dev.cascade.orders.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.orders.domain.OrderEvent;
import dev.cascade.schemas.catalogue.Topics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestReaderTest {

  private static final Duration BOUND = Duration.ofSeconds(20);

  private final KnownRequests known = new KnownRequests(4);
  private RequestReader reader;

  @AfterEach
  void close() {
    reader.close();
  }

  @Test
  void anErrorFailsWhoWaitsAndTheNextOneIsAnswered() {
    reader = reading(failing(), answering());

    assertThat(wanted()).failsWithin(BOUND).withThrowableThat().withMessageContaining("in a poll");

    assertThat(wanted()).succeedsWithin(BOUND);
  }

  /** Nothing holds a thread whose last act fails too, and another one takes its place. */
  @Test
  void aThreadThatEndsIsFollowedByAnother() {
    MockConsumer<byte[], byte[]> twiceFailing =
        new MockConsumer<>("none") {
          @Override
          public synchronized void close(CloseOptions options) {
            throw new OutOfMemoryError("in a close");
          }
        };
    twiceFailing.schedulePollTask(RequestReaderTest::fail);
    reader = reading(twiceFailing, answering());

    assertThat(wanted()).failsWithin(BOUND).withThrowableThat().withMessageContaining("in a poll");

    assertThat(wanted()).succeedsWithin(BOUND);
  }

  private CompletableFuture<Void> wanted() {
    known.begin(0);
    CompletableFuture<Void> reached = known.knownTo(2);
    reader.read(Map.of(0, known));
    return reached;
  }

  private static RequestReader reading(
      Consumer<byte[], byte[]> first, Consumer<byte[], byte[]> next) {
    Queue<Consumer<byte[], byte[]>> consumers = new ArrayDeque<>(List.of(first, next));
    Deserializer<OrderEvent> nothing = (_, _) -> null;
    return new RequestReader(consumers::remove, BOUND, nothing);
  }

  private static MockConsumer<byte[], byte[]> failing() {
    MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    consumer.schedulePollTask(RequestReaderTest::fail);
    return consumer;
  }

  private static void fail() {
    throw new OutOfMemoryError("in a poll");
  }

  private static MockConsumer<byte[], byte[]> answering() {
    MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    consumer.schedulePollTask(() -> {
      for (int offset = 0; offset < 2; offset++) {
        consumer.addRecord(
            new ConsumerRecord<>(Topics.ORDER_REQUESTS, 0, offset, new byte[0], new byte[0]));
      }
    });
    return consumer;
  }
}
