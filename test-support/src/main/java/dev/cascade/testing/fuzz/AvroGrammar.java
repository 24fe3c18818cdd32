package dev.cascade.testing.fuzz;

import dev.cascade.testing.Seed;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * Draws values that a schema allows, whatever they mean: small numbers and the largest, few ids so
 * that records meet, texts of every kind and length.
 */
final class AvroGrammar {

  private static final List<String> IDS = List.of("a", "b", "merchant", "order-a");
  private static final List<String> WORDS = List.of("EUR", "USD", "XXX", "eur", "JPY", "fraud");
  private static final int LONG_TEXT = 20_000;
  private static final int LONG_ARRAY = 2_000;
  private static final long NOW = Instant.parse("2030-01-01T10:00:00Z").toEpochMilli();

  private final Seed seed;

  AvroGrammar(Seed seed) {
    this.seed = seed;
  }

  /** A key, often that of another record. */
  String key() {
    return seed.chance(0.9) ? seed.oneOf(IDS) : text();
  }

  GenericRecord record(Schema schema) {
    GenericRecord record = new GenericData.Record(schema);
    for (Schema.Field field : schema.getFields()) {
      record.put(field.pos(), value(field.schema()));
    }
    return record;
  }

  private @Nullable Object value(Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> record(schema);
      case ENUM -> new GenericData.EnumSymbol(schema, seed.oneOf(schema.getEnumSymbols()));
      case UNION -> value(seed.oneOf(schema.getTypes()));
      case ARRAY -> array(schema);
      case MAP -> map(schema);
      case STRING -> text();
      case BYTES -> ByteBuffer.wrap(new byte[seed.intBetween(0, 40)]);
      case FIXED -> new GenericData.Fixed(schema, new byte[schema.getFixedSize()]);
      case INT -> integer();
      case LONG -> number();
      case FLOAT -> seed.oneOf(0f, -1f, Float.NaN, Float.MAX_VALUE);
      case DOUBLE -> seed.oneOf(0d, -1d, Double.NaN, Double.MAX_VALUE);
      case BOOLEAN -> seed.chance(0.5);
      case NULL -> null;
    };
  }

  private List<@Nullable Object> array(Schema schema) {
    int size = seed.chance(0.01) ? LONG_ARRAY : seed.intBetween(0, 3);
    List<@Nullable Object> all = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      all.add(value(schema.getElementType()));
    }
    return all;
  }

  private Map<String, @Nullable Object> map(Schema schema) {
    Map<String, @Nullable Object> all = new HashMap<>();
    for (int i = seed.intBetween(0, 3); i > 0; i--) {
      all.put(text(), value(schema.getValueType()));
    }
    return all;
  }

  private String text() {
    return switch (seed.intBetween(0, 9)) {
      case 0, 1, 2, 3, 4 -> seed.oneOf(IDS);
      case 5, 6 -> seed.oneOf(WORDS);
      case 7 -> seed.text();
      case 8 -> "\u0000\uFFFF\uD83D";
      default -> "x".repeat(seed.chance(0.1) ? LONG_TEXT : 1);
    };
  }

  private int integer() {
    return seed.oneOf(0, 1, 1, 2, 3, -1, 1_000, Integer.MAX_VALUE, Integer.MIN_VALUE);
  }

  private long number() {
    return seed.chance(0.6)
        ? seed.oneOf(0L, 1L, 100L, NOW, NOW - 60_000, NOW + 60_000)
        : seed.oneOf(-1L, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE / 1_000, 1L << 40);
  }
}
