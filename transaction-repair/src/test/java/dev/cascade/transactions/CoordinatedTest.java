package dev.cascade.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.admin.TransactionState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a coordinator's word means that a transaction of epoch 180 is over. */
class CoordinatedTest {

  @ParameterizedTest
  @CsvSource({
    "ONGOING,             179, false",
    "ONGOING,             180, false",
    "ONGOING,             181, true",
    "PREPARE_COMMIT,      181, false",
    "PREPARE_ABORT,       181, false",
    "PREPARE_EPOCH_FENCE, 181, false",
    "COMPLETE_COMMIT,     179, false",
    "COMPLETE_COMMIT,     180, true",
    "COMPLETE_COMMIT,     181, true",
    "COMPLETE_ABORT,      181, true",
    "EMPTY,               183, true",
    "UNKNOWN,             183, false"
  })
  void isDone(TransactionState state, int epoch, boolean done) {
    assertThat(new Coordinated("id", state, epoch).isDoneWith(180)).isEqualTo(done);
  }
}
