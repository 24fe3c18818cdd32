package dev.cascade.streams.runtime;

import dev.cascade.streams.shadow.HistoryTime;
import dev.cascade.streams.shadow.Replay;
import dev.cascade.streams.shadow.Shadow;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Kafka's clients for an application of a shadow. The consumer is a member of the shadow's group
 * and fetches nothing by it; what it gives comes from a {@link Replay}.
 */
final class ShadowClients extends DefaultKafkaClientSupplier {

  /** After the commit that was asked for last, the thread comes back so often before it is over. */
  private static final int QUIET_ROUNDS = 3;

  /** What the reader of the history, who is in no group, does not have. */
  private static final Set<String> OF_MEMBERS =
      Set.of(
          ConsumerConfig.GROUP_ID_CONFIG,
          ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
          ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG);

  private static final Duration MEMBERSHIP_EVERY = Duration.ofMillis(50);

  private final Shadow shadow;
  private final Map<TopicPartition, Long> cut;
  private final HistoryTime clock;
  private final Runnable over;

  /**
   * Clients of one application with one thread.
   *
   * @param cut where its input ends, as far as the shadow was told
   * @param over run once, when everything is decided and committed
   */
  ShadowClients(Shadow shadow, Map<TopicPartition, Long> cut, HistoryTime clock, Runnable over) {
    this.shadow = shadow;
    this.cut = Map.copyOf(cut);
    this.clock = clock;
    this.over = over;
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    return new ShadowConsumer(config);
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return new PacedProducer(config, false);
  }

  private Replay replay(Map<String, Object> config, Set<TopicPartition> assigned) {
    Map<String, Object> own = new HashMap<>(config);
    own.keySet().removeAll(OF_MEMBERS);
    own.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    own.put(
        ConsumerConfig.CLIENT_ID_CONFIG, config.get(ConsumerConfig.CLIENT_ID_CONFIG) + "-history");
    Consumer<byte[], byte[]> reader =
        new KafkaConsumer<>(own, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    Map<TopicPartition, Long> ends = reader.endOffsets(assigned);
    Map<TopicPartition, Long> whole =
        assigned.stream()
            .collect(
                Collectors.toMap(
                    partition -> partition,
                    partition -> cut.getOrDefault(partition, ends.getOrDefault(partition, 0L))));
    return new Replay(reader, whole, clock, shadow.until());
  }

  private final class ShadowConsumer extends KafkaConsumer<byte[], byte[]> {

    private final Map<String, Object> config;
    private final Set<TopicPartition> held = new HashSet<>();
    private @Nullable Replay replay;
    private long membershipAtNanos;
    private int quietRounds;
    private boolean given;
    private boolean interrupted;

    private ShadowConsumer(Map<String, Object> config) {
      super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
      this.config = new HashMap<>(config);
    }

    /** Everything given before is processed when the thread polls again. */
    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
      CommitPace pace = CommitPace.ofThisThread();
      long now = System.nanoTime();
      pace.afterRound(1, now);
      if (interrupted) {
        throw new IllegalStateException(
            "The shadow lost its tasks or a transaction, and its history cannot be read twice");
      }
      if (replay == null || !held.isEmpty()) {
        return joined(timeout);
      }
      if (now - membershipAtNanos > MEMBERSHIP_EVERY.toNanos()) {
        membershipAtNanos = now;
        super.poll(Duration.ZERO);
      }
      ConsumerRecords<byte[], byte[]> next = replay.next();
      if (replay.isOver()) {
        end(pace, now);
        return super.poll(timeout);
      }
      given |= !next.isEmpty();
      return next;
    }

    /** All partitions come at once, since the group has no other member. */
    private ConsumerRecords<byte[], byte[]> joined(Duration timeout) {
      super.poll(timeout);
      Set<TopicPartition> assigned = assignment();
      super.pause(assigned);
      if (replay == null && !assigned.isEmpty()) {
        replay = replay(config, assigned);
      }
      if (replay != null) {
        replay.begin();
      }
      return ConsumerRecords.empty();
    }

    private void end(CommitPace pace, long now) {
      if (pace.isWaitedFor()) {
        pace.afterProcessing(ConsumerRecords.empty(), now);
        quietRounds = 0;
      } else if (++quietRounds == QUIET_ROUNDS) {
        over.run();
      }
    }

    /**
     * The thread waits for a task that it restores. Once records were given, that is one which it
     * had to give up with what was not committed: what it would read again does not come again.
     */
    @Override
    public void pause(Collection<TopicPartition> partitions) {
      interrupted |= given && !partitions.isEmpty();
      held.addAll(partitions);
      super.pause(partitions);
    }

    /** The task may have records now; they do not come from here. */
    @Override
    public void resume(Collection<TopicPartition> partitions) {
      held.removeAll(partitions);
    }

    @Override
    public void close() {
      try (Replay ended = replay) {
        super.close();
      }
    }
  }
}
