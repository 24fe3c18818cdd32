package dev.cascade.bench.kafka;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/** Sees committed records when any consumer could first see them. */
public final class TopicObserver implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(500);

  private final Consumer<String, byte[]> consumer;
  private final Sink sink;
  private final Thread thread;
  private final CountDownLatch ready = new CountDownLatch(1);
  private volatile @Nullable RuntimeException failure;

  /** Where records go; called by one thread. */
  @FunctionalInterface
  public interface Sink {

    /**
     * A record has become visible.
     *
     * @param nanoTime when, on the clock of {@link System#nanoTime()}
     */
    void sees(ConsumerRecord<String, byte[]> record, long nanoTime);
  }

  /** An observer of what is committed from now on; returns when it has its position. */
  public TopicObserver(Kafka kafka, List<String> topics, Sink sink) {
    this.consumer = kafka.reader();
    this.sink = sink;
    this.thread = Thread.ofPlatform().name("observer").daemon(true).start(() -> observe(topics));
    try {
      ready.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void observe(List<String> topics) {
    try (consumer) {
      List<TopicPartition> partitions = Kafka.partitions(consumer, topics);
      consumer.assign(partitions);
      consumer.endOffsets(partitions).forEach(consumer::seek);
      ready.countDown();
      while (true) {
        var records = consumer.poll(POLL);
        long now = System.nanoTime();
        records.forEach(record -> sink.sees(record, now));
      }
    } catch (WakeupException e) {
      // That is how close() ends it.
    } catch (RuntimeException e) {
      failure = e;
    } finally {
      ready.countDown();
    }
  }

  /**
   * Ends it.
   *
   * @throws IllegalStateException when it had ended before, by a failure
   */
  @Override
  public void close() {
    consumer.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (failure != null) {
      throw new IllegalStateException("The observer has failed", failure);
    }
  }
}
