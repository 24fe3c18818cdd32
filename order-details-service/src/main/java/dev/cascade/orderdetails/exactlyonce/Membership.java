package dev.cascade.orderdetails.exactlyonce;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.inject.Default;
import jakarta.inject.Singleton;
import java.util.Collection;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Follows the rebalances of the consumer group. A partition leaves only between two transactions,
 * and the partitions that stay are set back with it: a batch that was polled from both kinds is
 * void as a whole.
 */
@Singleton
@Default
@Identifier(OrdersChannel.GROUP)
public class Membership implements KafkaConsumerRebalanceListener {

  private static final Logger LOG = Logger.getLogger(Membership.class);

  private final Lease lease;
  private volatile boolean joined;

  Membership(Lease lease) {
    this.lease = lease;
  }

  /** Whether the group has given this instance its share, which may be none. */
  public boolean isJoined() {
    return joined;
  }

  @Override
  public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> added) {
    LOG.infof("Assigned partitions %s", added);
    if (lease.number() == Lease.VOID) {
      lease.renew(() -> Positions.setBack(consumer));
    }
    joined = true;
  }

  /** Lost partitions are told here as well: the channel knows no difference. */
  @Override
  public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> removed) {
    if (!removed.isEmpty()) {
      LOG.infof("Revoked partitions %s", removed);
      joined = removed.size() < consumer.assignment().size();
      lease.renew(() -> Positions.setBack(consumer));
    }
  }
}
