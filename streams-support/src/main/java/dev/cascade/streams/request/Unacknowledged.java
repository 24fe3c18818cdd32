package dev.cascade.streams.request;

import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.ProblemException;
import org.jboss.logging.Logger;

/** What a caller is told when Kafka did not acknowledge in time what he asked for. */
public final class Unacknowledged {

  private static final Logger LOG = Logger.getLogger(Unacknowledged.class);

  private Unacknowledged() {}

  /**
   * A 503 problem. The record may still arrive: only the same id makes a repetition harmless.
   *
   * @param failure why it is not known to have arrived; for the log
   * @param how to send it again, such as {@code with adjustmentId 7}; may be empty
   */
  public static ProblemException problem(String topic, Throwable failure, String how) {
    LOG.warnf("Kafka did not acknowledge a record, topic=%s: %s", topic, failure);
    return new ProblemException(
        Problem.unavailable(
            "Kafka did not acknowledge the request in time; it is safe to send it again"
                + (how.isEmpty() ? "" : " " + how)
                + "."));
  }
}
