package dev.cascade.transactions;

import static dev.cascade.transactions.HangingTransaction.Outcome.ABORTED;
import static dev.cascade.transactions.HangingTransaction.Outcome.COMMITTED;
import static dev.cascade.transactions.HangingTransaction.Outcome.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class OutcomeReaderTest {

  private static final int ONGOING = 1;
  private static final int PREPARE_COMMIT = 2;
  private static final int PREPARE_ABORT = 3;
  private static final int COMPLETE_COMMIT = 4;
  private static final int COMPLETE_ABORT = 5;

  private final OutcomeReader reader = new OutcomeReader(14, 180);

  @Test
  void theFirstDecisionAfterTheBeginningIsTheOutcome() {
    reads(14, 180, ONGOING);
    reads(14, 181, PREPARE_COMMIT);
    reads(14, 181, COMPLETE_COMMIT);
    reads(14, 181, ONGOING);
    reads(14, 182, PREPARE_ABORT);
    reads(14, 182, COMPLETE_ABORT);

    assertThat(reader.outcome()).isEqualTo(COMMITTED);
  }

  @Test
  void theDecisionOnTheTransactionBeforeIsNotTakenForIt() {
    reads(14, 179, ONGOING);
    reads(14, 180, PREPARE_COMMIT);
    reads(14, 180, COMPLETE_COMMIT);
    reads(14, 180, ONGOING);
    reads(14, 181, PREPARE_ABORT);

    assertThat(reader.outcome()).isEqualTo(ABORTED);
  }

  @Test
  void aTransactionThatIsStillOpenHasNone() {
    reads(14, 180, PREPARE_COMMIT);
    reads(14, 180, ONGOING);

    assertThat(reader.outcome()).isEqualTo(UNKNOWN);
  }

  @Test
  void aProducerOfWhomNothingIsReadIsNotFound() {
    reads(15, 180, ONGOING);
    assertThat(reader.hasFoundNone()).isTrue();

    reads(14, 7, COMPLETE_ABORT);
    assertThat(reader.hasFoundNone()).isFalse();
  }

  @Test
  void aLogThatWasCompactedOverItsBeginningDoesNotTell() {
    reads(14, 183, PREPARE_COMMIT);
    reads(14, 183, COMPLETE_COMMIT);

    assertThat(reader.outcome()).isEqualTo(UNKNOWN);
  }

  @Test
  void anEpochThatSeveralTransactionsShareDoesNotTell() {
    reads(14, 180, ONGOING);
    reads(14, 180, PREPARE_COMMIT);
    reads(14, 180, COMPLETE_COMMIT);
    reads(14, 180, ONGOING);
    reads(14, 180, PREPARE_ABORT);

    assertThat(reader.outcome()).isEqualTo(UNKNOWN);
  }

  @Test
  void partitionsThatAreAddedOneAfterTheOtherBeginNothingAnew() {
    reads(14, 180, ONGOING);
    reads(14, 180, ONGOING);
    reads(14, 181, PREPARE_COMMIT);

    assertThat(reader.outcome()).isEqualTo(COMMITTED);
  }

  @Test
  void whatAnotherProducerOfTheSameIdDidIsNotTakenForIt() {
    reads(13, 180, ONGOING);
    reads(13, 181, PREPARE_COMMIT);
    reader.read(null);
    reads(14, 180, ONGOING);
    reads(14, 181, PREPARE_ABORT);

    assertThat(reader.outcome()).isEqualTo(ABORTED);
  }

  @Test
  void aRecordOfALaterVersionMakesItUnknown() {
    reads(14, 180, ONGOING);
    reads(14, 181, PREPARE_COMMIT);
    reader.read(value(2, 14, 181, COMPLETE_COMMIT));

    assertThat(reader.outcome()).isEqualTo(UNKNOWN);
  }

  private void reads(long producerId, int epoch, int state) {
    reader.read(value(1, producerId, epoch, state));
  }

  private static byte[] value(int version, long producerId, int epoch, int state) {
    return ByteBuffer.allocate(17)
        .putShort((short) version)
        .putLong(producerId)
        .putShort((short) epoch)
        .putInt(6_000)
        .put((byte) state)
        .array();
  }
}
