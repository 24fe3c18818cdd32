package dev.cascade.transactions;

import dev.cascade.transactions.HangingTransaction.Outcome;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the transaction log in its order and tells how one transaction of one producer ended: what
 * was decided next after it had begun.
 *
 * <p>A value begins, in versions 0 and 1 (TransactionLogValue.json), with the producer's id (8
 * bytes) and epoch (2), the timeout (4) and the state (1).
 */
final class OutcomeReader {

  private static final int NEWEST_VERSION = 1;
  private static final byte ONGOING = 1;
  private static final byte PREPARE_COMMIT = 2;
  private static final byte PREPARE_ABORT = 3;
  private static final byte PREPARE_EPOCH_FENCE = 7;

  private final long producerId;
  private final int epoch;
  private boolean hasFoundAny;
  private boolean begun;
  private Outcome outcome = Outcome.UNKNOWN;
  private boolean ambiguous;

  OutcomeReader(long producerId, int epoch) {
    this.producerId = producerId;
    this.epoch = epoch;
  }

  void read(byte @Nullable [] value) {
    if (value == null) {
      return;
    }
    ByteBuffer fields = ByteBuffer.wrap(value);
    if (fields.getShort() > NEWEST_VERSION) {
      ambiguous = true;
      return;
    }
    if (fields.getLong() != producerId) {
      return;
    }
    hasFoundAny = true;
    int recordEpoch = fields.getShort();
    fields.getInt();
    follow(fields.get(), recordEpoch);
  }

  private void follow(byte state, int recordEpoch) {
    switch (state) {
      case ONGOING -> begin(recordEpoch);
      case PREPARE_COMMIT -> decide(Outcome.COMMITTED);
      case PREPARE_ABORT, PREPARE_EPOCH_FENCE -> decide(Outcome.ABORTED);
      default -> {
        // What follows a decision, or comes before a beginning, decides nothing.
      }
    }
  }

  /** An epoch that begins again after a decision belongs to several transactions. */
  private void begin(int recordEpoch) {
    if (recordEpoch == epoch) {
      ambiguous |= outcome != Outcome.UNKNOWN;
      begun = true;
    }
  }

  private void decide(Outcome decision) {
    if (begun && outcome == Outcome.UNKNOWN) {
      outcome = decision;
    }
  }

  /** Whether nothing that was read is of the producer. */
  boolean hasFoundNone() {
    return !hasFoundAny && !ambiguous;
  }

  Outcome outcome() {
    return ambiguous ? Outcome.UNKNOWN : outcome;
  }
}
