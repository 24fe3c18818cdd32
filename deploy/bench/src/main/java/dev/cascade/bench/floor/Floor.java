package dev.cascade.bench.floor;

import dev.cascade.bench.kafka.Kafka;
import dev.cascade.bench.kafka.OwnTopics;
import dev.cascade.bench.kafka.TopicObserver;
import dev.cascade.bench.load.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A running floor, with topics of its own that it deletes in the end. */
public final class Floor implements Operation, AutoCloseable {

  private final FloorPlan plan;
  private final String prefix;
  private final OwnTopics topics;
  private final List<FloorApp> apps = new ArrayList<>();
  private final Map<String, CompletableFuture<Void>> waiting = new ConcurrentHashMap<>();
  private final Producer<String, byte[]> producer;
  private final TopicObserver observer;

  /**
   * Creates the topics and starts the applications.
   *
   * @param prefix of the topics' names
   */
  public Floor(Kafka kafka, FloorPlan plan, String prefix) {
    this.plan = plan;
    this.prefix = prefix;
    topics = new OwnTopics(kafka, prefix);
    topics.create(plan.topics());
    producer = kafka.producer();
    observer = new TopicObserver(kafka, List.of(prefix + plan.exit().topic()), this::sees);
    plan.apps().forEach(app -> apps.add(new FloorApp(kafka, app, prefix)));
  }

  @Override
  public CompletionStage<?> start(long index, long intendedNanos) {
    String key = prefix + index;
    CompletableFuture<Void> done = new CompletableFuture<>();
    waiting.put(key, done);
    byte[] value = FloorRecords.value(plan.entry().kind());
    var unused =
        producer.send(
            new ProducerRecord<>(prefix + plan.entry().topic(), key, value),
            (_, failure) -> {
              if (failure != null) {
                done.completeExceptionally(failure);
              }
            });
    return done;
  }

  private void sees(ConsumerRecord<String, byte[]> record, long nanoTime) {
    if (FloorRecords.kind(record.value()) == plan.exit().kind()) {
      CompletableFuture<Void> done = waiting.remove(record.key());
      if (done != null) {
        done.complete(null);
      }
    }
  }

  @Override
  public void close() {
    apps.forEach(FloorApp::stop);
    apps.forEach(FloorApp::close);
    observer.close();
    producer.close();
    topics.delete();
  }
}
