package dev.cascade.streams.serde;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Keys of records that a service reads: text, at most {@value #MOST_BYTES} bytes of UTF-8, and
 * never missing. A key goes into stores and into the records that follow, so one that is larger
 * than a broker's record, or that is none, would stop who reads it. Ids that come in over HTTP are
 * far shorter.
 */
public final class RecordKeys {

  /** What a key may have at most. */
  public static final int MOST_BYTES = 1_000;

  private RecordKeys() {}

  /** The serde, whose deserializer refuses everything else as poison. */
  public static Serde<String> serde() {
    return Serdes.serdeFrom(new StringSerializer(), deserializer());
  }

  /** The deserializer, which refuses everything else as poison. */
  public static Deserializer<String> deserializer() {
    return RecordKeys::text;
  }

  private static String text(String topic, byte @Nullable [] key) {
    if (key == null) {
      throw new SerializationException("No key in a record of topic " + topic);
    }
    if (key.length > MOST_BYTES) {
      throw new SerializationException(
          "A key of %d bytes, over %d, topic %s".formatted(key.length, MOST_BYTES, topic));
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(key)).toString();
    } catch (CharacterCodingException e) {
      throw new SerializationException("A key that is no UTF-8, topic " + topic, e);
    }
  }
}
