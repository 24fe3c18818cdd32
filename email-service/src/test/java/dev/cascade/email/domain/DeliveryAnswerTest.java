package dev.cascade.email.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.email.domain.DeliveryAnswer.Accepted;
import dev.cascade.email.domain.DeliveryAnswer.Deferred;
import dev.cascade.email.domain.DeliveryAnswer.Rejected;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryAnswerTest {

  @ParameterizedTest
  @ValueSource(ints = {421, 450, 451, 452})
  void aFourHundredIsForNow(int code) {
    assertThat(DeliveryAnswer.ofReply(code, "later")).isEqualTo(new Deferred(code + " later"));
  }

  @ParameterizedTest
  @ValueSource(ints = {550, 551, 552, 553, 554, 501})
  void aFiveHundredIsForEver(int code) {
    assertThat(DeliveryAnswer.ofReply(code, "no")).isEqualTo(new Rejected(code + " no"));
  }

  @ParameterizedTest
  @ValueSource(ints = {530, 534, 535, 538, 521})
  void aWrongPasswordRefusesNoMail(int code) {
    assertThat(DeliveryAnswer.ofReply(code, "who are you")).isInstanceOf(Deferred.class);
  }

  @Test
  void aTwoHundredIsAcceptance() {
    assertThat(DeliveryAnswer.ofReply(250, "OK")).isEqualTo(new Accepted());
  }

  @Test
  void theServersWordsAreOneBoundedLine() {
    Rejected answer = (Rejected) DeliveryAnswer.ofReply(550, "no\r\nBcc: x" + "y".repeat(1_000));

    assertThat(answer.detail()).startsWith("550 no Bcc: xy").hasSize(DeliveryAnswer.MAX_DETAIL);
  }
}
