package dev.cascade.orderdetails.exactlyonce;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Sets a consumer back to what its group has committed. */
final class Positions {

  private Positions() {}

  /** All partitions that the consumer still has; one without a commit starts from its beginning. */
  static void setBack(Consumer<?, ?> consumer) {
    Set<TopicPartition> assigned = consumer.assignment();
    Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(assigned);
    for (TopicPartition partition : assigned) {
      OffsetAndMetadata position = committed.get(partition);
      if (position == null) {
        consumer.seekToBeginning(Set.of(partition));
      } else {
        consumer.seek(partition, position);
      }
    }
  }
}
