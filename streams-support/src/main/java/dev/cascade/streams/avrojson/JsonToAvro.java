package dev.cascade.streams.avrojson;

import static dev.cascade.schemas.personal.PersonalFields.MASK;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cascade.schemas.personal.PersonalFields;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;

/**
 * Reads plain JSON as Avro of a schema, and names everything that does not fit. A field that is
 * left out takes the schema's default; one that the schema does not have is refused.
 */
public final class JsonToAvro {

  /** More are not told; a value that is wrong all over is not worth a list of its parts. */
  private static final int MOST_VIOLATIONS = 20;

  private static final Object UNFIT = new Object();

  private final List<Violation> violations = new ArrayList<>();

  /**
   * What came of the reading.
   *
   * @param value generic Avro, null when there are violations
   * @param violations what does not fit
   */
  public record Result(@Nullable Object value, List<Violation> violations) {}

  /**
   * One thing that does not fit.
   *
   * @param path where, such as {@code lines[0].quantity}; empty for the whole
   * @param message what is wanted there
   */
  public record Violation(String path, String message) {}

  private JsonToAvro() {}

  /** The JSON as a value of the schema, or why it is none. */
  public static Result read(Schema schema, JsonNode json) {
    JsonToAvro reading = new JsonToAvro();
    Object value = reading.value(schema, json, "");
    return reading.violations.isEmpty()
        ? new Result(value, List.of())
        : new Result(null, List.copyOf(reading.violations));
  }

  private @Nullable Object value(Schema schema, JsonNode json, String path) {
    return switch (schema.getType()) {
      case RECORD -> record(schema, json, path);
      case ARRAY -> array(schema, json, path);
      case MAP -> map(schema, json, path);
      case UNION -> union(schema, json, path);
      case ENUM -> symbol(schema, json, path);
      case STRING -> json.isTextual() ? json.textValue() : unfit(path, "must be a text");
      case BOOLEAN -> json.isBoolean() ? json.booleanValue() : unfit(path, "must be true or false");
      case INT ->
          json.canConvertToInt() && json.isIntegralNumber()
              ? json.intValue()
              : unfit(path, "must be a whole number of 32 bits");
      case LONG -> whole(schema, json, path);
      case FLOAT -> json.isNumber() ? json.floatValue() : unfit(path, "must be a number");
      case DOUBLE -> json.isNumber() ? json.doubleValue() : unfit(path, "must be a number");
      case BYTES -> bytes(json, path, ByteBuffer::wrap);
      case FIXED -> fixed(schema, json, path);
      case NULL -> json.isNull() ? null : unfit(path, "must be null");
    };
  }

  private Object record(Schema schema, JsonNode json, String path) {
    if (!json.isObject()) {
      return unfit(path, "must be an object: " + schema.getName());
    }
    json.fieldNames()
        .forEachRemaining(name -> {
          if (schema.getField(name) == null) {
            unfit(inside(path, name), "is not a field of " + schema.getName());
          }
        });
    GenericData.Record record = new GenericData.Record(schema);
    for (Schema.Field field : schema.getFields()) {
      record.put(field.pos(), field(schema, field, json, inside(path, field.name())));
    }
    return record;
  }

  private @Nullable Object field(Schema record, Schema.Field field, JsonNode object, String path) {
    JsonNode json = object.get(field.name());
    if (json != null && json.asText().equals(MASK) && PersonalFields.contains(record, field)) {
      return unfit(path, "is masked, and what is meant is not known: give the value");
    }
    if (json != null) {
      return value(field.schema(), json, path);
    }
    return field.hasDefaultValue()
        ? GenericData.get().getDefaultValue(field)
        : unfit(path, "is missing");
  }

  private Object array(Schema schema, JsonNode json, String path) {
    if (!json.isArray()) {
      return unfit(path, "must be an array");
    }
    GenericData.Array<@Nullable Object> array = new GenericData.Array<>(json.size(), schema);
    for (int i = 0; i < json.size(); i++) {
      array.add(value(schema.getElementType(), json.get(i), path + "[" + i + "]"));
    }
    return array;
  }

  private Object map(Schema schema, JsonNode json, String path) {
    if (!json.isObject()) {
      return unfit(path, "must be an object");
    }
    Map<String, @Nullable Object> map = new HashMap<>();
    json.properties()
        .forEach(entry ->
            map.put(
                entry.getKey(),
                value(schema.getValueType(), entry.getValue(), inside(path, entry.getKey()))));
    return map;
  }

  private @Nullable Object union(Schema union, JsonNode json, String path) {
    List<Schema> types = Unions.beside(union);
    if (json.isNull()) {
      return types.size() < union.getTypes().size() ? null : unfit(path, "must not be null");
    }
    if (types.size() == 1) {
      return value(types.getFirst(), json, path);
    }
    if (json.isObject() && json.size() == 1) {
      String name = json.fieldNames().next();
      Optional<Schema> named = types.stream().filter(type -> isCalled(type, name)).findFirst();
      if (named.isPresent()) {
        return value(named.get(), json.get(name), inside(path, name));
      }
    }
    return unfit(
        path,
        "must be an object with one field, which is one of "
            + String.join(", ", types.stream().map(Unions::nameOf).toList()));
  }

  private static boolean isCalled(Schema type, String name) {
    return name.equals(Unions.nameOf(type)) || name.equals(type.getFullName());
  }

  private Object symbol(Schema schema, JsonNode json, String path) {
    return json.isTextual() && schema.hasEnumSymbol(json.textValue())
        ? new GenericData.EnumSymbol(schema, json.textValue())
        : unfit(path, "must be one of " + String.join(", ", schema.getEnumSymbols()));
  }

  private Object whole(Schema schema, JsonNode json, String path) {
    if (json.isIntegralNumber() && json.canConvertToLong()) {
      return json.longValue();
    }
    if (!(schema.getLogicalType() instanceof LogicalTypes.TimestampMillis)) {
      return unfit(path, "must be a whole number of 64 bits");
    }
    try {
      return Instant.parse(json.asText()).toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      return unfit(path, "must be a time such as 2030-01-31T12:00:00Z");
    }
  }

  private Object fixed(Schema schema, JsonNode json, String path) {
    Object read = bytes(json, path, bytes -> new GenericData.Fixed(schema, bytes));
    return read instanceof GenericData.Fixed fixed && fixed.bytes().length != schema.getFixedSize()
        ? unfit(path, "must have " + schema.getFixedSize() + " bytes")
        : read;
  }

  private Object bytes(JsonNode json, String path, Function<byte[], Object> wrap) {
    try {
      return json.isTextual()
          ? wrap.apply(Base64.getDecoder().decode(json.textValue()))
          : unfit(path, "must be a text in Base64");
    } catch (IllegalArgumentException e) {
      return unfit(path, "must be a text in Base64");
    }
  }

  private Object unfit(String path, String message) {
    if (violations.size() < MOST_VIOLATIONS) {
      violations.add(new Violation(path, message));
    }
    return UNFIT;
  }

  private static String inside(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
