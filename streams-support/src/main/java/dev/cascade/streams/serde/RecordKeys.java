package dev.cascade.streams.serde;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Keys of records that a service reads: text, at most {@value #MOST_BYTES} bytes of UTF-8, and
 * never missing. A key goes into stores and into the records that follow, and so do headers: were
 * they larger than a broker's record together, or is the key none, that would stop who reads them.
 * Ids that come in over HTTP are far shorter, and a trace takes some sixty bytes of headers.
 */
public final class RecordKeys {

  /** What a key may have at most. */
  public static final int MOST_BYTES = 1_000;

  /** What all headers of a record may have at most, names and values. */
  public static final int MOST_HEADER_BYTES = 100_000;

  private static final char REPLACEMENT = '\uFFFD';

  private RecordKeys() {}

  /** The serde, whose deserializer refuses everything else as poison. */
  public static Serde<String> serde() {
    return Serdes.serdeFrom(new StringSerializer(), deserializer());
  }

  /** The deserializer, which refuses everything else as poison. */
  public static Deserializer<String> deserializer() {
    return new Keys();
  }

  /** The one deserializer of a source that sees every record with its headers. */
  private static final class Keys implements Deserializer<String> {

    @Override
    public String deserialize(String topic, byte @Nullable [] key) {
      return text(topic, key);
    }

    @Override
    public String deserialize(String topic, Headers headers, byte @Nullable [] key) {
      long bytes = bytes(headers);
      if (bytes > MOST_HEADER_BYTES) {
        throw new SerializationException(
            "Headers of %d bytes, over %d, topic %s".formatted(bytes, MOST_HEADER_BYTES, topic));
      }
      return text(topic, key);
    }
  }

  private static long bytes(Headers headers) {
    long bytes = 0;
    for (Header header : headers) {
      bytes += header.key().length() + (header.value() == null ? 0 : header.value().length);
    }
    return bytes;
  }

  private static String text(String topic, byte @Nullable [] key) {
    if (key == null) {
      throw new SerializationException("No key in a record of topic " + topic);
    }
    if (key.length > MOST_BYTES) {
      throw new SerializationException(
          "A key of %d bytes, over %d, topic %s".formatted(key.length, MOST_BYTES, topic));
    }
    String text = new String(key, UTF_8);
    if (text.indexOf(REPLACEMENT) >= 0) {
      checkUtf8(topic, key);
    }
    return text;
  }

  /** What is no UTF-8 was replaced in the text; but somebody may have written just that. */
  private static void checkUtf8(String topic, byte[] key) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(key));
    } catch (CharacterCodingException e) {
      throw new SerializationException("A key that is no UTF-8, topic " + topic, e);
    }
  }
}
