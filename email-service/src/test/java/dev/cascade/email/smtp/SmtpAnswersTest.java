package dev.cascade.email.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.email.domain.DeliveryAnswer;
import dev.cascade.email.domain.DeliveryAnswer.Deferred;
import dev.cascade.email.domain.DeliveryAnswer.Rejected;
import dev.cascade.email.domain.DeliveryAnswer.Unreachable;
import io.vertx.ext.mail.SMTPException;
import java.util.List;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpAnswersTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "recipient address not accepted",
        "DATA command not accepted",
        "sending data failed"
      })
  void aRefusalOfTheRecipientOrTheContentIsForEver(String stage) {
    assertThat(answerTo(stage, 550, "550-no", "550 never"))
        .isEqualTo(new Rejected("550 no 550 never"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "got error response",
        "HELO failed.",
        "AUTH PLAIN failed",
        "reset command failed",
        "sender address not accepted",
        "words of a later client"
      })
  void aRefusalOfAnythingElseIsForNow(String stage) {
    assertThat(answerTo(stage, 554, "554 blocked")).isEqualTo(new Deferred("554 blocked"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"421", "450", "?", "hello there"})
  void aReplyWithoutProperCodeIsForNowAlthoughTheClientReadsFiveHundred(String line) {
    assertThat(answerTo("recipient address not accepted", 500, line)).isEqualTo(new Deferred(line));
  }

  @Test
  void whatIsWrongWithOurConfigurationRefusesNoMail() {
    IllegalArgumentException cause = new IllegalArgumentException("Unsupported CipherSuite: X");

    assertThat(SmtpAnswers.of(new CompletionException(new SSLException("no TLS", cause))))
        .isInstanceOf(Unreachable.class);
    assertThat(SmtpAnswers.of(cause)).isEqualTo(new Unreachable("Unsupported CipherSuite: X"));
  }

  private static DeliveryAnswer answerTo(String stage, int code, String... lines) {
    return SmtpAnswers.of(
        new CompletionException(new SMTPException(stage, code, List.of(lines), false)));
  }
}
