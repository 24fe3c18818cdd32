package dev.cascade.schemas.personal;

import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.schemas.catalogue.TopicDefinition;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * The fields that are about a person: marked with {@code "personal": true} in their schema. Whoever
 * turns a record into text for anybody but the person puts {@link #MASK} in their place.
 */
public final class PersonalFields {

  /** What is shown instead of a personal value. */
  public static final String MASK = "***";

  private static final String MARK = "personal";

  private PersonalFields() {}

  /**
   * Whether the field is personal. A record that was written before its contract marked the field
   * counts as if it had been marked then.
   */
  public static boolean contains(Schema record, Schema.Field field) {
    return Boolean.TRUE.equals(field.getObjectProp(MARK))
        || Contracts.MARKED.contains(name(record, field));
  }

  /** Whether a value of the schema can hold a personal field at any depth. */
  public static boolean areIn(Schema schema) {
    Set<String> marked = new HashSet<>();
    collect(schema, new HashSet<>(), marked);
    return !marked.isEmpty();
  }

  /**
   * Whether records of the topic can hold one, by the catalogue; not for a topic of no contract.
   */
  public static boolean areIn(String topic) {
    return contractOf(topic).filter(PersonalFields::areIn).isPresent();
  }

  /** What the catalogue says that the topic's values are; empty for raw bytes and other topics. */
  public static Optional<Schema> contractOf(String topic) {
    return Contracts.CATALOGUE.topics().stream()
        .filter(known -> known.name().equals(topic))
        .findFirst()
        .flatMap(TopicDefinition::valueSchema);
  }

  private static String name(Schema record, Schema.Field field) {
    return record.getFullName() + "." + field.name();
  }

  private static void collect(Schema schema, Set<String> seen, Set<String> marked) {
    switch (schema.getType()) {
      case RECORD -> {
        if (seen.add(schema.getFullName())) {
          schema.getFields().forEach(field -> collect(schema, field, seen, marked));
        }
      }
      case ARRAY -> collect(schema.getElementType(), seen, marked);
      case MAP -> collect(schema.getValueType(), seen, marked);
      case UNION -> schema.getTypes().forEach(type -> collect(type, seen, marked));
      default -> {}
    }
  }

  private static void collect(
      Schema record, Schema.Field field, Set<String> seen, Set<String> marked) {
    if (Boolean.TRUE.equals(field.getObjectProp(MARK))) {
      marked.add(name(record, field));
    }
    collect(field.schema(), seen, marked);
  }

  /** Read with the first question: most programs never ask. */
  private static final class Contracts {

    private static final TopicCatalogue CATALOGUE = TopicCatalogue.load();
    private static final Set<String> MARKED = marked();

    private static Set<String> marked() {
      Set<String> marked = new LinkedHashSet<>();
      CATALOGUE
          .topics()
          .forEach(
              topic -> topic.valueSchema().ifPresent(it -> collect(it, new HashSet<>(), marked)));
      return Set.copyOf(marked);
    }
  }
}
