package dev.cascade.transactions;

import org.apache.kafka.common.TopicPartition;

/**
 * A transaction that has written to a partition and has no marker there yet. Two of them are equal
 * only if they are the same: another transaction of the producer starts at another offset.
 *
 * @param partition where it is open
 * @param producerId of the producer that wrote it
 * @param producerEpoch the producer's epoch when it wrote
 * @param startOffset of its first record; committed readers stop there
 * @param coordinatorEpoch the last that the partition knows for the producer, -1 for none
 */
public record OpenTransaction(
    TopicPartition partition,
    long producerId,
    int producerEpoch,
    long startOffset,
    int coordinatorEpoch) {

  @Override
  public String toString() {
    return "%s from offset %d, producer %d epoch %d"
        .formatted(partition, startOffset, producerId, producerEpoch);
  }
}
