package dev.cascade.transactions;

import org.apache.kafka.clients.admin.TransactionState;

/**
 * What a transaction coordinator says of a producer.
 *
 * @param transactionalId of the producer
 * @param state of the producer's latest transaction
 * @param producerEpoch that the coordinator gave it last
 */
record Coordinated(String transactionalId, TransactionState state, int producerEpoch) {

  /**
   * Whether a transaction of that epoch is over, and all its markers are written as far as the
   * coordinator knows. Under transaction protocol 2 each transaction has an epoch of its own
   * (KIP-890); under older ones several share one, and then only a state at rest tells.
   */
  boolean isDoneWith(int epoch) {
    return switch (state) {
      case EMPTY, COMPLETE_COMMIT, COMPLETE_ABORT -> producerEpoch >= epoch;
      case ONGOING -> producerEpoch > epoch;
      case PREPARE_COMMIT, PREPARE_ABORT, PREPARE_EPOCH_FENCE, UNKNOWN -> false;
    };
  }
}
