package dev.cascade.local.tail;

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
 * Avro as people read it: no type names around the values of a union, times as ISO 8601, and a mask
 * for what is about a person.
 */
final class AvroToJson {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private AvroToJson() {}

  static JsonNode of(Schema schema, @Nullable Object value) {
    if (value == null) {
      return NullNode.getInstance();
    }
    return switch (schema.getType()) {
      case RECORD -> record((IndexedRecord) value);
      case ARRAY -> array(schema, (Collection<?>) value);
      case MAP -> map(schema, (Map<?, ?>) value);
      case UNION -> of(branch(schema, value), value);
      case INT -> IntNode.valueOf((Integer) value);
      case LONG -> whole(schema, (Long) value);
      case FLOAT, DOUBLE -> DoubleNode.valueOf(((Number) value).doubleValue());
      case BOOLEAN -> BooleanNode.valueOf((Boolean) value);
      case BYTES -> bytes(((java.nio.ByteBuffer) value).array());
      case FIXED -> bytes(((GenericFixed) value).bytes());
      case STRING, ENUM -> TextNode.valueOf(value.toString());
      case NULL -> NullNode.getInstance();
    };
  }

  private static Schema branch(Schema union, Object value) {
    return union.getTypes().get(GenericData.get().resolveUnion(union, value));
  }

  private static ObjectNode record(IndexedRecord value) {
    ObjectNode object = NODES.objectNode();
    for (Schema.Field field : value.getSchema().getFields()) {
      object.set(field.name(), field(value, field));
    }
    return object;
  }

  private static JsonNode field(IndexedRecord record, Schema.Field field) {
    Object value = record.get(field.pos());
    return value != null && PersonalFields.contains(record.getSchema(), field)
        ? TextNode.valueOf(PersonalFields.MASK)
        : of(field.schema(), value);
  }

  private static ArrayNode array(Schema schema, Collection<?> values) {
    ArrayNode array = NODES.arrayNode();
    values.forEach(value -> array.add(of(schema.getElementType(), value)));
    return array;
  }

  private static ObjectNode map(Schema schema, Map<?, ?> values) {
    ObjectNode object = NODES.objectNode();
    values.forEach((key, value) -> object.set(key.toString(), of(schema.getValueType(), value)));
    return object;
  }

  private static JsonNode whole(Schema schema, long value) {
    return schema.getLogicalType() instanceof LogicalTypes.TimestampMillis
        ? TextNode.valueOf(Instant.ofEpochMilli(value).toString())
        : LongNode.valueOf(value);
  }

  private static JsonNode bytes(byte[] value) {
    return TextNode.valueOf(Base64.getEncoder().encodeToString(value));
  }
}
