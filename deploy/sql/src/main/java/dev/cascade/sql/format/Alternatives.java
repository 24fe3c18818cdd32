package dev.cascade.sql.format;

import java.util.List;
import org.apache.avro.Schema;

/**
 * How a union stands in a table: with null, as what else it can be; of several records, as a row
 * with a column for each, of which one is not null.
 */
public final class Alternatives {

  private Alternatives() {}

  /** What it can be besides null; itself when it is no union. */
  public static List<Schema> of(Schema schema) {
    return schema.isUnion()
        ? schema.getTypes().stream().filter(type -> type.getType() != Schema.Type.NULL).toList()
        : List.of(schema);
  }

  /** Whether there are several, so that each needs a column. */
  public static boolean areSeveral(Schema schema) {
    return of(schema).size() > 1;
  }
}
