package dev.cascade.transactions;

/**
 * An open transaction whose coordinator is done with it, so that no marker will ever come.
 *
 * @param open where it hangs
 * @param transactionalId of its producer, empty when the coordinators know none
 * @param outcome how it ended
 */
public record HangingTransaction(OpenTransaction open, String transactionalId, Outcome outcome) {

  /** How a transaction ended. */
  public enum Outcome {
    /** Its producer was, or could have been, told that it is committed. */
    COMMITTED,
    /** It was aborted, or no coordinator has ever heard of it: the whole of their log says so. */
    ABORTED,
    /** The coordinator's log does not tell any more: a person has to decide. */
    UNKNOWN
  }

  @Override
  public String toString() {
    return "%s, transactional id %s, %s"
        .formatted(open, transactionalId.isEmpty() ? "unknown" : transactionalId, outcome);
  }
}
