package dev.cascade.console.topics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.TopicPartition;

/**
 * What lay in the topics already when following began. It is told at once, when all of it is read,
 * so that it neither counts as traffic nor stands in the way of what happens meanwhile. For one
 * thread.
 */
final class ReadBack {

  private final Map<TopicPartition, Long> ends;
  private final Map<TopicPartition, Long> unread;
  private final int most;
  private List<Fact> facts = new ArrayList<>();

  /**
   * Nothing is read yet.
   *
   * @param starts the offset of each partition at which reading begins
   * @param ends the offset of each partition at which the present began
   * @param most facts that are told, the latest
   */
  ReadBack(Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends, int most) {
    this.ends = Map.copyOf(ends);
    this.unread = new HashMap<>(ends);
    this.most = most;
    unread.entrySet().removeIf(it -> starts.getOrDefault(it.getKey(), 0L) >= it.getValue());
  }

  /** Whether the record lay there already. */
  boolean isPast(TopicPartition partition, long offset) {
    return offset < ends.getOrDefault(partition, 0L);
  }

  /** Keeps a past fact until all are read; the oldest are left out when there are too many. */
  void add(Fact fact) {
    facts.add(fact);
    if (facts.size() >= 2 * most) {
      facts = latest();
    }
  }

  /**
   * The past facts, oldest first, once: as soon as each partition is read up to its end; else none.
   *
   * @param position gives the offset that is read next in a partition
   */
  List<Fact> complete(ToLongFunction<TopicPartition> position) {
    unread.entrySet().removeIf(it -> position.applyAsLong(it.getKey()) >= it.getValue());
    if (!unread.isEmpty() || facts.isEmpty()) {
      return List.of();
    }
    List<Fact> complete = latest();
    facts = new ArrayList<>();
    return complete;
  }

  private List<Fact> latest() {
    facts.sort(Fact.BY_TIME);
    return new ArrayList<>(facts.subList(Math.max(0, facts.size() - most), facts.size()));
  }
}
