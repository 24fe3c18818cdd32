package dev.cascade.streams.serde;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordKeysTest {

  private final Deserializer<String> keys = RecordKeys.deserializer();

  @ParameterizedTest
  @ValueSource(strings = {"", "o-1", "Zoë", "山田", "what replaces \uFFFD"})
  void aKeyIsText(String key) {
    assertThat(keys.deserialize("orders", key.getBytes(UTF_8))).isEqualTo(key);
    assertThat(RecordKeys.serde().serializer().serialize("orders", key))
        .isEqualTo(key.getBytes(UTF_8));
  }

  @Test
  void aKeyMayBeAsLongAsTheBoundAndNoLonger() {
    assertThat(keys.deserialize("orders", new byte[RecordKeys.MOST_BYTES]))
        .hasSize(RecordKeys.MOST_BYTES);
    isPoison(new byte[RecordKeys.MOST_BYTES + 1], "1001 bytes");
  }

  @Test
  void headersMayBeAsLargeAsTheBoundAndNoLarger() {
    Headers headers = new RecordHeaders().add("h", new byte[RecordKeys.MOST_HEADER_BYTES - 1]);
    assertThat(keys.deserialize("orders", headers, new byte[] {'o'})).isEqualTo("o");

    headers.add("x", null);
    assertThatThrownBy(() -> keys.deserialize("orders", headers, new byte[] {'o'}))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("Headers of 100001 bytes, over 100000, topic orders");
  }

  @Test
  void noKeyAndBytesThatAreNoTextArePoison() {
    isPoison(null, "No key");
    isPoison(new byte[] {'o', (byte) 0xff}, "no UTF-8");
    isPoison(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}, "no UTF-8");
  }

  private void isPoison(byte[] key, String reason) {
    assertThatThrownBy(() -> keys.deserialize("orders", key))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining(reason)
        .hasMessageContaining("orders");
  }
}
