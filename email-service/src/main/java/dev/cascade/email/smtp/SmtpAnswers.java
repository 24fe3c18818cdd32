package dev.cascade.email.smtp;

import dev.cascade.email.domain.DeliveryAnswer;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.ext.mail.SMTPException;
import java.util.List;

/** Reads what came of an attempt that did not succeed. */
final class SmtpAnswers {

  /**
   * What the client says before the server's words where these are about one mail. Everywhere else,
   * from the greeting to our own address as the sender, a refusal would be of every mail.
   */
  private static final List<String> ABOUT_THE_MAIL =
      List.of("recipient address not accepted", "DATA command not accepted", "sending data failed");

  private SmtpAnswers() {}

  static DeliveryAnswer of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case SMTPException reply -> {
          return ofReply(reply);
        }
        case TimeoutException timeout -> {
          return DeliveryAnswer.unreachable("no answer in time");
        }
        default -> {}
      }
    }
    return DeliveryAnswer.unreachable(text(failure));
  }

  private static DeliveryAnswer ofReply(SMTPException reply) {
    boolean aboutTheMail = ABOUT_THE_MAIL.stream().anyMatch(text(reply)::startsWith);
    return aboutTheMail && hasCode(reply)
        ? DeliveryAnswer.ofReply(reply.getReplyCode(), withoutCode(reply))
        : DeliveryAnswer.later(String.join(" ", reply.getReplyMessages()));
  }

  /** The client reads 500 where the server said no code, or nothing but a code. */
  private static boolean hasCode(SMTPException reply) {
    return reply.getReplyMessage().startsWith(Integer.toString(reply.getReplyCode()));
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
