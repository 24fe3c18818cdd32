package dev.cascade.streams.avrojson;

import java.util.List;
import org.apache.avro.Schema;

/** How a union's types are told apart in plain JSON. */
final class Unions {

  private Unions() {}

  /** Whether a value must say its type, as there are several beside null. */
  static boolean isNamed(Schema union) {
    return beside(union).size() > 1;
  }

  /** The types beside null. */
  static List<Schema> beside(Schema union) {
    return union.getTypes().stream().filter(type -> type.getType() != Schema.Type.NULL).toList();
  }

  /** A record's or enum's own name, else the kind. */
  static String nameOf(Schema type) {
    return type.getName();
  }
}
