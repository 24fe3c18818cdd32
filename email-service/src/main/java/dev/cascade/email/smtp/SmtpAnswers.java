package dev.cascade.email.smtp;

import dev.cascade.email.domain.DeliveryAnswer;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.ext.mail.SMTPException;

/** Reads what came of an attempt that did not succeed. */
final class SmtpAnswers {

  private SmtpAnswers() {}

  static DeliveryAnswer of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case SMTPException reply -> {
          return DeliveryAnswer.ofReply(reply.getReplyCode(), withoutCode(reply));
        }
        case TimeoutException timeout -> {
          return DeliveryAnswer.unreachable("no answer in time");
        }
        case IllegalArgumentException malformed -> {
          return DeliveryAnswer.unsendable("the mail cannot be composed: " + text(malformed));
        }
        default -> {}
      }
    }
    return DeliveryAnswer.unreachable(text(failure));
  }

  /** The reply starts with its code, which the answer repeats. */
  private static String withoutCode(SMTPException reply) {
    return String.join(" ", reply.getReplyMessages())
        .replaceFirst("^" + reply.getReplyCode() + "[ -]", "");
  }

  private static String text(Throwable failure) {
    return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
  }
}
