package dev.cascade.bench.kafka;

import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** The fields of a record, as the type that the contract says. */
public final class Fields {

  private Fields() {}

  /** A text or the name of an enumeration's value. */
  public static String text(GenericRecord record, String field) {
    return String.valueOf(record.get(field));
  }

  /** A text, null when the field is. */
  public static @Nullable String textOrNull(GenericRecord record, String field) {
    Object value = record.get(field);
    return value == null ? null : value.toString();
  }

  /** A whole number; a time in milliseconds. */
  public static long number(GenericRecord record, String field) {
    return ((Number) record.get(field)).longValue();
  }

  /** A whole number, null when the field is. */
  public static @Nullable Long numberOrNull(GenericRecord record, String field) {
    return record.get(field) instanceof Number number ? number.longValue() : null;
  }

  /** The minor units of an amount. */
  public static long minorUnits(GenericRecord record, String field) {
    return number(part(record, field), "minorUnits");
  }

  /** The currency of an amount. */
  public static String currency(GenericRecord record, String field) {
    return text(part(record, field), "currency");
  }

  /** A record inside the record. */
  public static GenericRecord part(GenericRecord record, String field) {
    return (GenericRecord) record.get(field);
  }

  /** The records of an array. */
  @SuppressWarnings("unchecked")
  public static List<GenericRecord> parts(GenericRecord record, String field) {
    return (List<GenericRecord>) record.get(field);
  }

  /** The texts of an array. */
  public static List<String> texts(GenericRecord record, String field) {
    return ((List<?>) record.get(field)).stream().map(Object::toString).toList();
  }
}
