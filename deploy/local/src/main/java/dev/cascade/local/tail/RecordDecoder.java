package dev.cascade.local.tail;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns the bytes of a record into text: Avro to JSON, text as it is, the rest to hexadecimal. */
final class RecordDecoder {

  private static final int LONGEST_RAW_BYTES = 256;

  private final AvroValues avro;

  RecordDecoder(String registryUrl) {
    this.avro = new AvroValues(registryUrl);
  }

  /** A key: an id, as a rule. */
  String key(byte @Nullable [] bytes) {
    return bytes == null ? "null" : json(bytes).map(JsonNode::toString).orElseGet(() -> raw(bytes));
  }

  /**
   * A value, with what is about a person masked. Of bytes that are no record nobody knows which
   * those are: they are only counted, unless raw ones are wanted.
   */
  String value(byte @Nullable [] bytes, boolean raw) {
    if (bytes == null) {
      return "null";
    }
    return json(bytes)
        .map(JsonNode::toString)
        .orElseGet(() -> raw ? raw(bytes) : bytes.length + " bytes; --raw shows them");
  }

  private Optional<JsonNode> json(byte[] bytes) {
    return avro.of(bytes).map(value -> AvroToJson.of(value.schema(), value.datum()));
  }

  private static String raw(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.chars().noneMatch(Character::isISOControl)) {
        return text;
      }
    } catch (CharacterCodingException e) {
      // No text, then.
    }
    int shown = Math.min(bytes.length, LONGEST_RAW_BYTES);
    String hex = HexFormat.of().formatHex(bytes, 0, shown);
    return bytes.length + " bytes: " + hex + (shown < bytes.length ? "..." : "");
  }
}
