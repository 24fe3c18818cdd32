package dev.cascade.simulation.log;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Topics, transactions and groups. A transaction's records lie in the log as soon as they are
 * written, between those of others; a commit decides at once, and the markers follow one by one,
 * when the scheduler lets them. An old producer epoch and an old group generation are fenced.
 */
public final class Broker {

  /** A transactional id with its latest epoch, and its latest transaction. */
  private static final class Producer {
    private int epoch;
    private @Nullable Transaction latest;

    private boolean isReady() {
      return latest == null || latest.isOpen() || latest.isOver();
    }
  }

  private final Map<String, List<Partition>> topics = new LinkedHashMap<>();
  private final Map<String, Producer> producers = new LinkedHashMap<>();
  private final Map<String, Group> groups = new LinkedHashMap<>();
  private final Flaws flaws;
  private final LogListener listener;
  private boolean hasLostMarker;

  /**
   * An empty log.
   *
   * @param listener hears what is committed
   */
  public Broker(Flaws flaws, LogListener listener) {
    this.flaws = flaws;
    this.listener = listener;
  }

  /** Adds a topic, unless it is there. */
  public void create(String topic, int partitions) {
    topics.computeIfAbsent(
        topic,
        name ->
            IntStream.range(0, partitions)
                .mapToObj(number -> new Partition(name, number))
                .toList());
  }

  /** Adds a group whose tasks are dealt out to its members. */
  public Group createGroup(String name, int tasks, int members) {
    Group group = new Group(name, tasks, members);
    groups.put(name, group);
    return group;
  }

  /** A group by its name. */
  public Group group(String name) {
    Group group = groups.get(name);
    if (group == null) {
      throw new IllegalArgumentException("No group " + name);
    }
    return group;
  }

  /** All groups. */
  public Iterable<Group> groups() {
    return groups.values();
  }

  /** The partitions of a topic. */
  public List<Partition> partitions(String topic) {
    List<Partition> partitions = topics.get(topic);
    if (partitions == null) {
      throw new IllegalArgumentException("No topic " + topic);
    }
    return partitions;
  }

  /** Whether nobody waits for a marker, on any partition or in any group. */
  public boolean isStable() {
    return groups.values().stream().allMatch(Group::isStable)
        && topics.values().stream().flatMap(List::stream).allMatch(Partition::isStable);
  }

  /** Where Kafka's default partitioner puts a key. */
  public Partition partition(String topic, byte @Nullable [] key) {
    List<Partition> partitions = partitions(topic);
    return key == null
        ? partitions.getFirst()
        : partitions.get(BuiltInPartitioner.partitionForKey(key, partitions.size()));
  }

  /** Writes a record outside of transactions. */
  public Entry append(
      Partition partition,
      byte @Nullable [] key,
      byte @Nullable [] value,
      long timestamp,
      Headers headers) {
    Entry entry = partition.append(key, value, timestamp, copy(headers), null);
    listener.committed(List.of(entry));
    listener.readable(partition);
    return entry;
  }

  /** A new epoch of a producer; what the one before left open is aborted. */
  public int init(String producerId) {
    Producer producer = producer(producerId);
    Transaction latest = producer.latest;
    if (latest != null && latest.isOpen()) {
      latest.abort();
    }
    return ++producer.epoch;
  }

  /** Whether the markers of the producer's last transaction are written, so that it may go on. */
  public boolean isReady(String producerId) {
    return producer(producerId).isReady();
  }

  /**
   * Writes a record in the producer's transaction, which begins with it.
   *
   * @throws FencedException when the epoch is an old one
   */
  public Entry append(
      Session session,
      Partition partition,
      byte @Nullable [] key,
      byte @Nullable [] value,
      long timestamp,
      Headers headers) {
    Transaction transaction = current(session);
    Entry entry = partition.append(key, value, timestamp, copy(headers), transaction);
    transaction.wrote(entry);
    return entry;
  }

  /**
   * Adds positions to the producer's transaction.
   *
   * @throws FencedException when the member or its generation is an old one
   */
  public void positions(Session session, Group group, Map<Partition, Long> positions) {
    if (!flaws.isUnfenced()
        && !group.knows(session.member(), session.incarnation(), session.generation())) {
      throw new FencedException("generation " + session.generation() + " of " + group.name());
    }
    Transaction transaction = current(session);
    transaction.offsets().putAll(positions);
    group.offsets().append(null, null, 0, new RecordHeaders(), transaction);
    transaction.takesPart(group.offsets());
  }

  /** Commits positions outside of transactions. */
  public void positionsAtOnce(Group group, Map<Partition, Long> positions) {
    group.commit(positions);
  }

  /** Decides that the producer's transaction counts. */
  public void commit(Session session) {
    Transaction transaction = current(session);
    transaction.commit();
    listener.committed(transaction.written());
  }

  /** Ends an open transaction that took too long; its producer is fenced. */
  public boolean expire(String producerId) {
    Producer producer = producer(producerId);
    if (producer.latest == null || !producer.latest.isOpen()) {
      return false;
    }
    producer.latest.abort();
    producer.epoch++;
    return true;
  }

  /** The decided transaction of a producer that has markers to come, if there is one. */
  public @Nullable Transaction unfinished(String producerId) {
    Transaction latest = producer(producerId).latest;
    return latest == null || latest.isOpen() || latest.isOver() ? null : latest;
  }

  /** The ids of all producers. */
  public Iterable<String> producers() {
    return producers.keySet();
  }

  /** Writes the marker of a decided transaction on one partition. */
  public void mark(Transaction transaction, Partition partition, long timestamp) {
    if (flaws.losesMarker() && !hasLostMarker && transaction.isCommitted()) {
      hasLostMarker = true;
      transaction.unmarked().remove(partition);
      return;
    }
    if (transaction.unmarked().remove(partition)) {
      partition.mark(transaction, timestamp);
      if (transaction.isCommitted()) {
        applyPositions(transaction, partition);
      }
      listener.readable(partition);
    }
  }

  private void applyPositions(Transaction transaction, Partition partition) {
    for (Group group : groups.values()) {
      if (group.offsets() == partition) {
        group.commit(transaction.offsets());
      }
    }
  }

  private Transaction current(Session session) {
    Producer producer = producer(session.producer());
    if (!flaws.isUnfenced() && producer.epoch != session.epoch()) {
      throw new FencedException("epoch " + session.epoch() + " of " + session.producer());
    }
    Transaction latest = producer.latest;
    if (latest == null || !latest.isOpen()) {
      latest = new Transaction(session.producer(), session.epoch());
      producer.latest = latest;
    }
    return latest;
  }

  private Producer producer(String id) {
    return producers.computeIfAbsent(id, _ -> new Producer());
  }

  private static Headers copy(Headers headers) {
    return new RecordHeaders(headers);
  }
}
