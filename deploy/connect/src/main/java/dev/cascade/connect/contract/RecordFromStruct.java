package dev.cascade.connect.contract;

import org.apache.avro.Schema;
import org.apache.avro.Schema.Type;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * A row as a record of the contract: each field of the record from the column of its name. Texts
 * and enumerations, with or without null, are all that a contract with rows in it needs; columns
 * that the contract has not are left out. What does not fit is named without its value, which may
 * be about a person.
 *
 * @param <T> the record
 */
final class RecordFromStruct<T extends SpecificRecord> {

  private static final String ID = "id";

  private final Class<T> type;
  private final Schema schema;

  /**
   * For that record.
   *
   * @throws IllegalArgumentException when it has a field that no column can be
   */
  RecordFromStruct(Class<T> type) {
    this.type = type;
    this.schema = SpecificData.get().getSchema(type);
    schema.getFields().forEach(field -> requireSupported(field, plain(field.schema())));
  }

  private void requireSupported(Schema.Field field, Schema plain) {
    if (plain.getType() != Type.STRING && plain.getType() != Type.ENUM) {
      throw new IllegalArgumentException(
          "%s.%s is %s, which no column is made into"
              .formatted(schema.getName(), field.name(), plain.getType()));
    }
  }

  /**
   * The record.
   *
   * @throws DataException when a column is missing or holds what the contract does not permit
   */
  T of(Struct row) {
    SpecificRecord record = (SpecificRecord) SpecificData.get().newRecord(null, schema);
    for (Schema.Field field : schema.getFields()) {
      record.put(field.pos(), value(row, field));
    }
    return type.cast(record);
  }

  private @Nullable Object value(Struct row, Schema.Field field) {
    Field column = row.schema().field(field.name());
    if (column == null) {
      throw refused(row, field, "there is no such column");
    }
    Object value = row.get(column);
    if (value == null) {
      if (field.schema().getType() != Type.UNION) {
        throw refused(row, field, "it is null");
      }
      return null;
    }
    if (!(value instanceof String text)) {
      throw refused(row, field, "it is no text but " + column.schema().type());
    }
    Schema plain = plain(field.schema());
    if (plain.getType() == Type.STRING) {
      return text;
    }
    if (!plain.hasEnumSymbol(text)) {
      throw refused(row, field, "it is none of " + plain.getEnumSymbols());
    }
    return SpecificData.get().createEnum(text, plain);
  }

  private DataException refused(Struct row, Schema.Field field, String why) {
    return new DataException(
        "%s of %s cannot be a %s: %s".formatted(field.name(), whose(row), schema.getName(), why));
  }

  private static String whose(Struct row) {
    return row.schema().field(ID) == null ? "a row without id" : "row '" + row.get(ID) + "'";
  }

  /** What a field is when it is not null. */
  private static Schema plain(Schema schema) {
    return schema.getType() == Type.UNION
        ? schema.getTypes().stream()
            .filter(it -> it.getType() != Type.NULL)
            .findFirst()
            .orElse(schema)
        : schema;
  }
}
