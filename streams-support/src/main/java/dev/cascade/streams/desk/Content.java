package dev.cascade.streams.desk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Bytes as people can look at them.
 *
 * @param text all of them as text, null when they are none or too many
 * @param hex the beginning in hexadecimal, null when there are no bytes
 * @param bytes how many there are
 */
record Content(@Nullable String text, @Nullable String hex, int bytes) {

  private static final int MOST_BYTES = 4_096;

  static Content of(byte @Nullable [] bytes) {
    if (bytes == null) {
      return new Content(null, null, 0);
    }
    int shown = Math.min(bytes.length, MOST_BYTES);
    return new Content(text(bytes), HexFormat.of().formatHex(bytes, 0, shown), bytes.length);
  }

  private static @Nullable String text(byte[] bytes) {
    if (bytes.length > MOST_BYTES) {
      return null;
    }
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.chars().anyMatch(Character::isISOControl) ? null : text;
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
