package dev.cascade.schemas.personal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a record says about a person, word for word, to be found again where somebody quotes it.
 *
 * @param words no blank ones, the longest first
 */
public record PersonalWords(List<String> words) {

  /** The personal values of that record, at any depth. */
  public static PersonalWords of(@Nullable Object value) {
    List<String> found = new ArrayList<>();
    collect(value, false, found);
    return new PersonalWords(
        found.stream()
            .filter(word -> !word.isBlank())
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList());
  }

  /** The text with {@link PersonalFields#MASK} in the place of each of them. */
  public String maskedIn(String text) {
    String masked = text;
    for (String word : words) {
      masked = masked.replace(word, PersonalFields.MASK);
    }
    return masked;
  }

  private static void collect(@Nullable Object value, boolean personal, List<String> found) {
    switch (value) {
      case IndexedRecord inner -> collect(inner, personal, found);
      case Collection<?> several -> several.forEach(each -> collect(each, personal, found));
      case Map<?, ?> named -> named.values().forEach(each -> collect(each, personal, found));
      case CharSequence text when personal -> found.add(text.toString());
      case null, default -> {}
    }
  }

  private static void collect(IndexedRecord record, boolean personal, List<String> found) {
    Schema schema = record.getSchema();
    for (Schema.Field field : schema.getFields()) {
      collect(record.get(field.pos()), personal || PersonalFields.contains(schema, field), found);
    }
  }
}
