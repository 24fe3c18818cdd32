package dev.cascade.email.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The life of one order's mail: it is under way until its outcome is known. */
public sealed interface MailState {

  /** What to tell the customer. */
  EmailRequest request();

  /** The operators' requests to send it again that were heeded, oldest first. */
  List<String> resends();

  /** When something has to be done about it. */
  Instant dueAt();

  /**
   * It waits for its first or next attempt, or an attempt is being made.
   *
   * @param messageId of every attempt
   * @param attempts finished so far
   * @param since when it was asked for
   * @param origin offset of the record that asked for it
   * @param resendId the wish that has it sent again; null for the first mail
   */
  record UnderWay(
      EmailRequest request,
      String messageId,
      int attempts,
      Instant since,
      Instant dueAt,
      long origin,
      @Nullable String resendId,
      List<String> resends)
      implements MailState {

    public UnderWay {
      resends = List.copyOf(resends);
    }

    /** Whether it failed at least once. */
    public boolean retried() {
      return attempts > 0;
    }
  }

  /**
   * Its outcome is recorded; the request is kept for a while, so that it can be sent again.
   *
   * @param dueAt when the request is forgotten
   * @param origin offset of the record that asked for it
   */
  record Settled(EmailRequest request, Instant dueAt, long origin, List<String> resends)
      implements MailState {

    public Settled {
      resends = List.copyOf(resends);
    }
  }
}
