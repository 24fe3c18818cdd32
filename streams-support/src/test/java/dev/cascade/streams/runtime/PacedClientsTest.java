package dev.cascade.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cascade.streams.tracing.EndedSpans;
import dev.cascade.testing.SampledTrace;
import dev.cascade.testing.TestPlatform;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the clients tell the pace of their thread, on a real broker. */
class PacedClientsTest {

  private static final short ONE_REPLICA = 1;
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final TestPlatform platform = TestPlatform.shared();
  private final String topic = "paced-" + platform.freshId();
  private final String changelog = topic + "-changelog";
  private final Admin admin =
      Admin.create(Map.of("bootstrap.servers", platform.bootstrapServers()));
  private final PacedClients clients = new PacedClients(1, Duration.ZERO, null);

  /** The pace of a thread that is a test's own. */
  private final ExecutorService streamThread = Executors.newSingleThreadExecutor();

  @BeforeEach
  void createTopics() throws Exception {
    admin
        .createTopics(
            List.of(new NewTopic(topic, 1, ONE_REPLICA), new NewTopic(changelog, 1, ONE_REPLICA)))
        .all()
        .get();
  }

  @AfterEach
  void close() {
    streamThread.close();
    admin.close();
  }

  @Test
  void whatIsWrittenIsWaitedForUntilItsTransactionIsCommitted() throws Exception {
    inTransaction(producer -> {
      CommitPace pace = CommitPace.ofThisThread();
      producer.send(new ProducerRecord<>(changelog, new byte[1]));
      assertThat(pace.isWaitedFor()).as("a changelog is read by nobody").isFalse();

      producer.send(new ProducerRecord<>(topic, new byte[1]));
      assertThat(pace.isWaitedFor()).isTrue();

      producer.commitTransaction();
      assertThat(pace.isWaitedFor()).isFalse();
    });
  }

  @Test
  void whatIsWrittenGathersUntilItIsFlushed() throws Exception {
    inTransaction(producer -> {
      Future<RecordMetadata> first = producer.send(new ProducerRecord<>(topic, new byte[1]));
      Future<RecordMetadata> second = producer.send(new ProducerRecord<>(topic, new byte[1]));
      assertThat(handedOverBytes(producer)).isZero();

      producer.flush();
      assertThat(first.resultNow().offset()).isZero();
      assertThat(second.resultNow().offset()).isEqualTo(1);
      producer.abortTransaction();
    });
  }

  @Test
  void moreThanFitsIsHandedOverBefore() throws Exception {
    inTransaction(producer -> {
      producer.send(new ProducerRecord<>(topic, new byte[100_000]));
      assertThat(handedOverBytes(producer)).isZero();

      producer.send(new ProducerRecord<>(topic, new byte[100_000]));
      assertThat(handedOverBytes(producer)).isPositive();
      producer.abortTransaction();
    });
  }

  @Test
  void aCommitTakesWhatWasNotFlushedAndTellsItsSender() throws Exception {
    AtomicReference<RecordMetadata> told = new AtomicReference<>();
    inTransaction(producer -> {
      producer.send(new ProducerRecord<>(topic, new byte[1]), (metadata, _) -> told.set(metadata));
      producer.commitTransaction();
    });
    assertThat(told.get().offset()).isZero();
  }

  @Test
  void aRecordThatIsRefusedFailsTheCommit() throws Exception {
    AtomicReference<Exception> told = new AtomicReference<>();
    inTransaction(producer -> {
      Future<RecordMetadata> refused =
          producer.send(
              new ProducerRecord<>(topic, new byte[2 * 1024 * 1024]),
              (_, failure) -> told.set(failure));

      assertThatThrownBy(producer::commitTransaction).isInstanceOf(KafkaException.class);
      assertThat(refused.exceptionNow()).isInstanceOf(RecordTooLargeException.class);
      producer.abortTransaction();
    });
    assertThat(told.get()).isInstanceOf(RecordTooLargeException.class);
  }

  @Test
  void whatGatheredForAnAbortedTransactionIsNotInTheNext() throws Exception {
    inTransaction(producer -> {
      producer.send(new ProducerRecord<>(topic, new byte[] {1}));
      producer.abortTransaction();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topic, new byte[] {2}));
      producer.commitTransaction();

      try (Consumer<byte[], byte[]> consumer = consumer()) {
        consumer.assign(List.of(new TopicPartition(topic, 0)));
        consumer.seekToBeginning(consumer.assignment());
        assertThat(consumer.poll(PATIENCE).iterator().next().value()).containsExactly(2);
      }
    });
  }

  @Test
  void aTaskCommitsWhenAllThatWasReadIsProcessed() throws Exception {
    write(2);
    onStreamThread(() -> {
      MockProcessorContext<Void, Void> task = new MockProcessorContext<>();
      Processor<Object, Object, Void, Void> keeper = CommitPace.keeper(LONG);
      keeper.init(task);
      try (Consumer<byte[], byte[]> consumer = consumer()) {
        consumer.assign(List.of(new TopicPartition(topic, 0)));
        consumer.seekToBeginning(consumer.assignment());
        assertThat(consumer.poll(PATIENCE).count()).isEqualTo(1);
        keeper.process(new Record<>("key", "value", 0));
        CommitPace.ofThisThread().written();

        assertThat(consumer.poll(PATIENCE).count()).as("not waited for").isEqualTo(1);
        assertThat(task.committed()).as("while something is left").isFalse();

        keeper.process(new Record<>("key", "value", 0));
        assertThat(consumer.poll(PATIENCE).count()).as("nothing is left").isZero();
        assertThat(task.committed()).isTrue();
      }
    });
  }

  @Test
  void theSpanOfWhatWasReadEndsWithTheCommitThatHasItAndAnAbortedOneDoesNot() throws Exception {
    EndedSpans spans = new EndedSpans();
    PacedClients traced = new PacedClients(1, Duration.ZERO, spans.reader("traced-" + topic));
    SampledTrace trace = SampledTrace.of('a');
    inTransaction(producer -> {
      producer.send(recordOf(trace));
      producer.commitTransaction();
    });

    onStreamThread(() -> {
      try (Consumer<byte[], byte[]> consumer = consumerOf(traced);
          Producer<byte[], byte[]> producer = producerOf(traced)) {
        producer.beginTransaction();
        consumeInto(producer, consumer);
        producer.abortTransaction();
        assertThat(spans.ended()).isEmpty();

        producer.beginTransaction();
        consumeInto(producer, consumer);
        assertThat(spans.ended()).isEmpty();
        producer.commitTransaction();
        assertThat(spans.ended()).extracting(SpanData::getTraceId).containsExactly(trace.id());
      }
    });
  }

  @Test
  void whatWasReadForAProducerThatIsGivenUpHasNoSpan() throws Exception {
    EndedSpans spans = new EndedSpans();
    PacedClients traced = new PacedClients(1, Duration.ZERO, spans.reader("given-up-" + topic));
    inTransaction(producer -> {
      producer.send(recordOf(SampledTrace.of('a')));
      producer.commitTransaction();
    });

    onStreamThread(() -> {
      try (Consumer<byte[], byte[]> consumer = consumerOf(traced);
          Producer<byte[], byte[]> givenUp = producerOf(traced)) {
        givenUp.beginTransaction();
        consumeInto(givenUp, consumer);
        try (Producer<byte[], byte[]> next = producerOf(traced)) {
          next.beginTransaction();
          TopicPartition partition = new TopicPartition(topic, 0);
          next.sendOffsetsToTransaction(
              Map.of(partition, new OffsetAndMetadata(consumer.position(partition))),
              new ConsumerGroupMetadata("group-of-" + topic));
          next.commitTransaction();
        }
      }
    });
    assertThat(spans.ended()).isEmpty();
  }

  private ProducerRecord<byte[], byte[]> recordOf(SampledTrace trace) {
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, new byte[1]);
    trace.record("", "").headers().forEach(record.headers()::add);
    return record;
  }

  private void consumeInto(Producer<byte[], byte[]> producer, Consumer<byte[], byte[]> consumer) {
    TopicPartition partition = new TopicPartition(topic, 0);
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(consumer.assignment());
    assertThat(consumer.poll(PATIENCE).count()).isEqualTo(1);
    producer.sendOffsetsToTransaction(
        Map.of(partition, new OffsetAndMetadata(consumer.position(partition))),
        new ConsumerGroupMetadata("group-of-" + topic));
  }

  private void write(int records) {
    try (Producer<byte[], byte[]> producer = producer()) {
      producer.beginTransaction();
      for (int i = 0; i < records; i++) {
        producer.send(new ProducerRecord<>(topic, new byte[1]));
      }
      producer.commitTransaction();
    }
  }

  /** What Kafka's producer holds of what it was given. */
  private static double handedOverBytes(Producer<byte[], byte[]> producer) {
    return metric(producer, "buffer-total-bytes") - metric(producer, "buffer-available-bytes");
  }

  private static double metric(Producer<byte[], byte[]> producer, String name) {
    return producer.metrics().entrySet().stream()
        .filter(it -> it.getKey().name().equals(name))
        .mapToDouble(it -> (double) it.getValue().metricValue())
        .findFirst()
        .orElseThrow();
  }

  private Producer<byte[], byte[]> producer() {
    return producerOf(clients);
  }

  private Producer<byte[], byte[]> producerOf(PacedClients by) {
    Producer<byte[], byte[]> producer =
        by.getProducer(
            Map.of(
                "bootstrap.servers",
                platform.bootstrapServers(),
                "transactional.id",
                "producer-of-" + topic,
                "linger.ms",
                10_000));
    producer.initTransactions();
    return producer;
  }

  private Consumer<byte[], byte[]> consumer() {
    return consumerOf(clients);
  }

  private Consumer<byte[], byte[]> consumerOf(PacedClients by) {
    return by.getConsumer(
        Map.of("bootstrap.servers", platform.bootstrapServers(), "max.poll.records", 1));
  }

  /** Begins a transaction, which the steps end. */
  private void inTransaction(Steps steps) throws Exception {
    onStreamThread(() -> {
      try (Producer<byte[], byte[]> producer = producer()) {
        producer.beginTransaction();
        steps.with(producer);
      }
    });
  }

  private interface Steps {
    void with(Producer<byte[], byte[]> producer);
  }

  private void onStreamThread(Runnable stream) throws Exception {
    streamThread.submit(stream).get();
  }
}
