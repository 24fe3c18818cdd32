package dev.cascade.auditor.run;

import dev.cascade.auditor.invariants.Reading;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** How far each topic is read, and up to where it was written at which moment. */
final class Progress implements Reading {

  /** So far behind, a compacted topic may be cleaned before it is read. */
  private static final long FAR_BEHIND = 50_000;

  /** One topic: the ends that are read up to next, and the number of the last that were reached. */
  private static final class TopicProgress {
    private final Map<Integer, Long> positions = new HashMap<>();
    private final Map<Integer, Long> targets = new HashMap<>();
    private Map<Integer, Long> ends = Map.of();
    private long taken;
    private long passed;

    boolean isLive(int partition) {
      Long target = targets.get(partition);
      return target != null && positions.getOrDefault(partition, 0L) >= target;
    }

    /** A newer end is taken only when the last one is reached, so one is kept, not many. */
    void end(Map<Integer, Long> latest) {
      latest.forEach((partition, end) -> {
        boolean isFarBehind = end - positions.getOrDefault(partition, 0L) > FAR_BEHIND;
        if (isFarBehind || !targets.containsKey(partition)) {
          targets.put(partition, end);
        }
      });
      if (passed == taken) {
        taken++;
        ends = latest;
        reach();
      }
    }

    void reach() {
      if (passed < taken
          && ends.entrySet().stream()
              .allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue())) {
        passed = taken;
      }
    }
  }

  private final Instant from;
  private final Map<String, TopicProgress> topics = new HashMap<>();
  private Map<TopicPartition, Map<String, Long>> consumed = Map.of();
  private Instant now;
  private volatile long lag;
  private volatile boolean allLive;

  /** Nothing is read yet of what was written from this moment on. */
  Progress(Instant from, Instant now) {
    this.from = from;
    this.now = now;
  }

  void now(Instant moment) {
    now = moment;
  }

  /** All that lies before these positions has been read. */
  void read(Map<TopicPartition, Long> positions) {
    positions.forEach((partition, position) ->
        topic(partition.topic()).positions.put(partition.partition(), position));
    topics.values().forEach(TopicProgress::reach);
  }

  /** Up to here the topics are written. */
  void written(Map<TopicPartition, Long> ends) {
    Map<String, Map<Integer, Long>> byTopic = new HashMap<>();
    ends.forEach((partition, end) ->
        byTopic
            .computeIfAbsent(partition.topic(), _ -> new HashMap<>())
            .put(partition.partition(), end));
    byTopic.forEach((topic, latest) -> topic(topic).end(latest));
    lag = lag(byTopic);
    allLive = topics.keySet().stream().allMatch(topic -> isLive(topic, ALL));
  }

  private long lag(Map<String, Map<Integer, Long>> ends) {
    long sum = 0;
    for (var topic : ends.entrySet()) {
      Map<Integer, Long> positions = topic(topic.getKey()).positions;
      for (var end : topic.getValue().entrySet()) {
        sum += Math.max(0, end.getValue() - positions.getOrDefault(end.getKey(), 0L));
      }
    }
    return sum;
  }

  void consumed(Map<TopicPartition, Map<String, Long>> committed) {
    consumed = committed;
  }

  /** Nothing was read for long: what was written meanwhile may have been compacted since. */
  void stalled() {
    topics.values().forEach(topic -> topic.targets.clear());
  }

  /** Records that are written and not read, markers of transactions included. Thread-safe. */
  long lag() {
    return lag;
  }

  /** Whether every topic is read as it is written. Thread-safe. */
  boolean isAllLive() {
    return allLive;
  }

  private TopicProgress topic(String name) {
    return topics.computeIfAbsent(name, _ -> new TopicProgress());
  }

  @Override
  public long ticket(String topic) {
    return topic(topic).taken + 1;
  }

  @Override
  public boolean isPassed(String topic, long ticket) {
    return topic(topic).passed >= ticket;
  }

  @Override
  public boolean isLive(String topic, int partition) {
    TopicProgress progress = topic(topic);
    return partition == ALL
        ? !progress.targets.isEmpty()
            && progress.targets.keySet().stream().allMatch(progress::isLive)
        : progress.isLive(partition);
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public boolean isWithinLookBack(Instant moment) {
    return !moment.isBefore(from);
  }

  @Override
  public Map<String, Long> consumed(String topic, int partition) {
    return consumed.getOrDefault(new TopicPartition(topic, partition), Map.of());
  }
}
