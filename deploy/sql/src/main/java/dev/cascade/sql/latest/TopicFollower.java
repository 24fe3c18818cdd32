package dev.cascade.sql.latest;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic from its beginning and goes on, on a thread of its own. */
final class TopicFollower implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration GOOD_BYE = Duration.ofSeconds(10);

  private final Consumer<byte[], byte[]> consumer;
  private final KeptRows rows;
  private final CountDownLatch caughtUp = new CountDownLatch(1);
  private final Thread thread;

  private TopicFollower(String topic, Map<String, String> client, KeptRows rows) {
    this.rows = rows;
    this.consumer =
        new KafkaConsumer<>(
            settings(client), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.thread =
        Thread.ofPlatform().daemon().name("follower of " + topic).unstarted(() -> follow(topic));
  }

  /**
   * One that has read what is in the topic now.
   *
   * @throws IllegalStateException when the topic cannot be read
   */
  static TopicFollower caughtUp(String topic, Map<String, String> client, KeptRows rows)
      throws InterruptedException {
    TopicFollower follower = new TopicFollower(topic, client, rows);
    follower.thread.start();
    try {
      follower.caughtUp.await();
      rows.check();
      return follower;
    } catch (InterruptedException | IllegalStateException e) {
      follower.close();
      throw e;
    }
  }

  private static Map<String, Object> settings(Map<String, String> client) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put("isolation.level", "read_committed");
    settings.put("allow.auto.create.topics", false);
    settings.put("enable.auto.commit", false);
    return settings;
  }

  KeptRows rows() {
    return rows;
  }

  private void follow(String topic) {
    try (consumer) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      if (partitions.isEmpty()) {
        throw new IllegalStateException("there is no topic " + topic);
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (true) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          rows.add(record);
        }
        if (caughtUp.getCount() > 0
            && ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
          caughtUp.countDown();
        }
      }
    } catch (WakeupException | InterruptException e) {
      // It is closed.
    } catch (IOException | RuntimeException e) {
      rows.fail(e);
    } finally {
      caughtUp.countDown();
    }
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      thread.join(GOOD_BYE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
