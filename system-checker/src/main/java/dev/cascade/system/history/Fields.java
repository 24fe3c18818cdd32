package dev.cascade.system.history;

import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** A record's fields by path, such as {@code balance.minorUnits}, whatever class holds them. */
public record Fields(IndexedRecord record) {

  /** The field as text: a string, an enum's symbol, a number's digits. */
  public String text(String path) {
    return maybe(path).orElseThrow(() -> new AssertionError("No " + path + " in " + record));
  }

  /** The field as text, empty when it, or what it is in, is null. */
  public Optional<String> maybe(String path) {
    return Optional.ofNullable(find(path)).map(Object::toString);
  }

  /** The field as a number. */
  public long number(String path) {
    return Long.parseLong(text(path));
  }

  /** The field as a time; Avro's plain form and Java's both have one. */
  public long epochMillis(String path) {
    return find(path) instanceof java.time.Instant instant ? instant.toEpochMilli() : number(path);
  }

  /** The field as yes or no. */
  public boolean flag(String path) {
    return Boolean.parseBoolean(text(path));
  }

  /** The records in an array. */
  public List<Fields> list(String path) {
    return find(path) instanceof List<?> elements
        ? elements.stream().map(element -> new Fields((IndexedRecord) element)).toList()
        : List.of();
  }

  /** The texts in an array. */
  public List<String> texts(String path) {
    return find(path) instanceof List<?> elements
        ? elements.stream().map(Object::toString).toList()
        : List.of();
  }

  /** Name of the record that the field holds, to tell the branches of a union apart. */
  public String typeOf(String path) {
    return find(path) instanceof IndexedRecord inner ? inner.getSchema().getName() : "";
  }

  private @Nullable Object find(String path) {
    Object current = record;
    for (String name : path.split("\\.")) {
      if (!(current instanceof IndexedRecord inner)) {
        return null;
      }
      Schema.Field field = inner.getSchema().getField(name);
      if (field == null) {
        throw new AssertionError("No field " + name + " in " + inner.getSchema().getFullName());
      }
      current = inner.get(field.pos());
    }
    return current;
  }
}
