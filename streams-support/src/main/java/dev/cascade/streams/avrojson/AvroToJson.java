package dev.cascade.streams.avrojson;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cascade.schemas.personal.PersonalFields;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes generic Avro as plain JSON: times in ISO 8601, bytes in Base64, an optional value without
 * its type's name. Only where a union has several types beside null is a value put under the name
 * of its type, {@code {"OrderRequested": {...}}}. {@link JsonToAvro} reads all of it back.
 */
public final class AvroToJson {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final AvroToJson WHOLE = new AvroToJson(false);
  private static final AvroToJson MASKED = new AvroToJson(true);

  private final boolean isMasking;

  private AvroToJson(boolean isMasking) {
    this.isMasking = isMasking;
  }

  /** The value, which follows the schema, as JSON. */
  public static JsonNode write(Schema schema, @Nullable Object value) {
    return WHOLE.json(schema, value);
  }

  /** The same, with {@link PersonalFields#MASK} for what is about a person. */
  public static JsonNode masked(Schema schema, @Nullable Object value) {
    return MASKED.json(schema, value);
  }

  private JsonNode json(Schema schema, @Nullable Object value) {
    if (value == null) {
      return NullNode.getInstance();
    }
    return switch (schema.getType()) {
      case RECORD -> record((IndexedRecord) value);
      case ARRAY -> array(schema, (Collection<?>) value);
      case MAP -> map(schema, (Map<?, ?>) value);
      case UNION -> union(schema, value);
      case INT -> IntNode.valueOf((Integer) value);
      case LONG -> whole(schema, (Long) value);
      case FLOAT, DOUBLE -> DoubleNode.valueOf(((Number) value).doubleValue());
      case BOOLEAN -> BooleanNode.valueOf((Boolean) value);
      case BYTES -> bytes((ByteBuffer) value);
      case FIXED -> bytes(ByteBuffer.wrap(((GenericFixed) value).bytes()));
      case STRING, ENUM -> TextNode.valueOf(value.toString());
      case NULL -> NullNode.getInstance();
    };
  }

  private JsonNode union(Schema union, Object value) {
    Schema branch = union.getTypes().get(GenericData.get().resolveUnion(union, value));
    JsonNode plain = json(branch, value);
    return Unions.isNamed(union) ? NODES.objectNode().set(Unions.nameOf(branch), plain) : plain;
  }

  private ObjectNode record(IndexedRecord value) {
    ObjectNode object = NODES.objectNode();
    for (Schema.Field field : value.getSchema().getFields()) {
      object.set(field.name(), field(value, field));
    }
    return object;
  }

  private JsonNode field(IndexedRecord record, Schema.Field field) {
    Object value = record.get(field.pos());
    return isMasking && value != null && PersonalFields.contains(record.getSchema(), field)
        ? TextNode.valueOf(PersonalFields.MASK)
        : json(field.schema(), value);
  }

  private ArrayNode array(Schema schema, Collection<?> values) {
    ArrayNode array = NODES.arrayNode();
    values.forEach(value -> array.add(json(schema.getElementType(), value)));
    return array;
  }

  private ObjectNode map(Schema schema, Map<?, ?> values) {
    ObjectNode object = NODES.objectNode();
    values.forEach((key, value) -> object.set(key.toString(), json(schema.getValueType(), value)));
    return object;
  }

  private static JsonNode whole(Schema schema, long value) {
    return schema.getLogicalType() instanceof LogicalTypes.TimestampMillis
        ? TextNode.valueOf(Instant.ofEpochMilli(value).toString())
        : LongNode.valueOf(value);
  }

  private static JsonNode bytes(ByteBuffer value) {
    byte[] copy = new byte[value.remaining()];
    value.duplicate().get(copy);
    return TextNode.valueOf(Base64.getEncoder().encodeToString(copy));
  }
}
