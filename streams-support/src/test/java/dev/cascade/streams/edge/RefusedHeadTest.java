package dev.cascade.streams.edge;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusedHeadTest {

  @ParameterizedTest
  @ValueSource(ints = {400, 414, 431})
  void anAnswerToNoRequestIsSaidInWords(int status) {
    ByteBuf told = RefusedHead.told(bytes("HTTP/1.1 " + status + " No\r\n\r\n"));

    assertThat(told).isNotNull();
    assertThat(told.toString(US_ASCII))
        .startsWith("HTTP/1.1 " + status)
        .contains("application/problem+json", "\"status\":" + status);
  }

  /** The number of a letter stands where that of a status does. */
  @ParameterizedTest
  @ValueSource(strings = {"{\"id\":\"0-431\",\"topic\":\"orders\"}", "{\"id\":\"0-400\"}"})
  void theBodyOfAnotherAnswerIsLeftAsItIs(String body) {
    assertThat(RefusedHead.told(bytes(body))).isNull();
  }

  @Test
  void otherAnswersAreLeftAsTheyAre() {
    assertThat(RefusedHead.told(bytes("HTTP/1.1 200 OK\r\n\r\n"))).isNull();
    assertThat(
            RefusedHead.told(
                bytes("HTTP/1.1 400 Bad Request\r\nContent-Type: application/problem+json\r\n")))
        .isNull();
    assertThat(RefusedHead.told(bytes("HTTP/1.1"))).isNull();
    assertThat(RefusedHead.told(bytes(""))).isNull();
  }

  private static ByteBuf bytes(String text) {
    return Unpooled.copiedBuffer(text, US_ASCII);
  }
}
