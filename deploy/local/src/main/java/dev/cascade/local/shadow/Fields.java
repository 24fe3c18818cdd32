package dev.cascade.local.shadow;

import dev.cascade.schemas.personal.PersonalFields;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * A value's fields by their paths, such as {@code reasons[0].code}; without any for a tombstone.
 *
 * @param values what is compared; a field without a value is not there, so that one that a schema
 *     gained differs only where it says something
 * @param personal the paths of those that are not to be shown
 */
record Fields(SortedMap<String, String> values, SortedSet<String> personal) {

  /** Of a tombstone. */
  static final Fields NONE = new Fields(Collections.emptySortedMap(), Collections.emptySortedSet());

  /** Of a value. */
  static Fields of(Schema schema, Object datum) {
    Fields fields = new Fields(new TreeMap<>(), new TreeSet<>());
    fields.add("", schema, datum, false);
    return fields;
  }

  /** The same without these, and without what is in them. */
  Fields without(Collection<String> ignored) {
    SortedMap<String, String> left = new TreeMap<>(values);
    left.keySet().removeIf(path -> ignored.stream().anyMatch(name -> isIn(name, path)));
    return new Fields(left, personal);
  }

  private static boolean isIn(String name, String path) {
    return path.startsWith(name)
        && (path.length() == name.length() || ".[".indexOf(path.charAt(name.length())) >= 0);
  }

  /** Whether it is a tombstone's. */
  boolean areNone() {
    return values.isEmpty();
  }

  /** A field's value; null when it has none. */
  @Nullable String text(String path) {
    return values.get(path);
  }

  /** The value as it may be shown. */
  String shown(String path) {
    String value = values.get(path);
    return value == null ? "-" : personal.contains(path) ? PersonalFields.MASK : value;
  }

  /** All of them in a line, as they may be shown. */
  String text() {
    return values.keySet().stream()
        .map(path -> path + "=" + shown(path))
        .collect(Collectors.joining(", "));
  }

  /** The paths of what is not the same in both. */
  SortedSet<String> differingFrom(Fields other) {
    SortedSet<String> paths = new TreeSet<>(values.keySet());
    paths.addAll(other.values.keySet());
    paths.removeIf(path -> Objects.equals(text(path), other.text(path)));
    return paths;
  }

  private void add(String path, Schema schema, @Nullable Object datum, boolean isPersonal) {
    if (datum == null) {
      return;
    }
    switch (schema.getType()) {
      case RECORD -> addFields(path, (IndexedRecord) datum, isPersonal);
      case ARRAY -> addElements(path, schema, (Collection<?>) datum, isPersonal);
      case MAP ->
          ((Map<?, ?>) datum)
              .forEach(
                  (key, value) -> add(under(path, key), schema.getValueType(), value, isPersonal));
      case UNION ->
          add(
              path,
              schema.getTypes().get(GenericData.get().resolveUnion(schema, datum)),
              datum,
              isPersonal);
      default -> put(path, text(schema, datum), isPersonal);
    }
  }

  private void addFields(String path, IndexedRecord record, boolean isPersonal) {
    Schema schema = record.getSchema();
    for (Schema.Field field : schema.getFields()) {
      add(
          under(path, field.name()),
          field.schema(),
          record.get(field.pos()),
          isPersonal || PersonalFields.contains(schema, field));
    }
  }

  private void addElements(String path, Schema schema, Collection<?> elements, boolean isPersonal) {
    int index = 0;
    for (Object element : elements) {
      add(path + "[" + index++ + "]", schema.getElementType(), element, isPersonal);
    }
  }

  private void put(String path, String text, boolean isPersonal) {
    values.put(path, text);
    if (isPersonal) {
      personal.add(path);
    }
  }

  private static String under(String path, Object name) {
    return path.isEmpty() ? name.toString() : path + "." + name;
  }

  private static String text(Schema schema, Object datum) {
    if (schema.getLogicalType() instanceof LogicalTypes.TimestampMillis) {
      return Instant.ofEpochMilli((Long) datum).toString();
    }
    return switch (datum) {
      case ByteBuffer bytes -> HexFormat.of().formatHex(bytes.array());
      case GenericFixed fixed -> HexFormat.of().formatHex(fixed.bytes());
      default -> datum.toString();
    };
  }
}
