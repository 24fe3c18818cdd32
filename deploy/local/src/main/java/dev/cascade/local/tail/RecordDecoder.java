package dev.cascade.local.tail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cascade.local.data.JsonApi;
import dev.cascade.schemas.wire.BoundedDecoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.apache.avro.generic.GenericDatumReader;
import org.jspecify.annotations.Nullable;

/** Turns the bytes of a record into text: Avro to JSON, text as it is, the rest to hexadecimal. */
final class RecordDecoder {

  private static final byte MAGIC = 0;
  private static final int HEADER_BYTES = 5;
  private static final int LONGEST_RAW_BYTES = 256;

  private final String registryUrl;
  private final JsonApi http = new JsonApi();
  private final Map<Integer, Optional<Schema>> schemas = new HashMap<>();

  RecordDecoder(String registryUrl) {
    this.registryUrl = registryUrl;
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
    if (bytes.length < HEADER_BYTES || bytes[0] != MAGIC) {
      return Optional.empty();
    }
    return schemas
        .computeIfAbsent(ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt(), this::fetch)
        .flatMap(schema -> decoded(schema, bytes));
  }

  private static Optional<JsonNode> decoded(Schema schema, byte[] bytes) {
    try {
      Object value =
          new GenericDatumReader<>(schema).read(null, new BoundedDecoder().on(bytes, HEADER_BYTES));
      return Optional.of(AvroToJson.of(schema, value));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private Optional<Schema> fetch(int id) {
    JsonApi.Answer answer =
        http.send("GET", registryUrl + "/apis/ccompat/v7/schemas/ids/" + id, null);
    try {
      return Optional.of(answer.body().path("schema").asText())
          .filter(schema -> answer.succeeded() && !schema.isEmpty())
          .map(schema -> new Schema.Parser().parse(schema));
    } catch (SchemaParseException e) {
      return Optional.empty();
    }
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
