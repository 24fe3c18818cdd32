package dev.cascade.sql.run;

import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills {@code ${name}} and {@code ${name:what stands there by default}} in a script.
 *
 * @param values by name
 */
public record Names(Map<String, String> values) {

  private static final Pattern NAME = Pattern.compile("\\$\\{([a-z0-9-]+)(?::([^}]*))?}");

  /** Keeps its own map. */
  public Names {
    values = Map.copyOf(values);
  }

  /**
   * The script with values for names.
   *
   * @throws IllegalArgumentException when a name has no value, or a value no name
   */
  public String fill(String text, Iterable<String> given) {
    TreeSet<String> unused = new TreeSet<>();
    given.forEach(unused::add);
    String filled =
        NAME.matcher(text)
            .replaceAll(found -> {
              unused.remove(found.group(1));
              return Matcher.quoteReplacement(value(found.group(1), found.group(2)));
            });
    if (!unused.isEmpty()) {
      throw new IllegalArgumentException("The script has no ${%s}".formatted(unused.first()));
    }
    return filled;
  }

  private String value(String name, String byDefault) {
    String value = values.getOrDefault(name, byDefault);
    if (value == null) {
      throw new IllegalArgumentException(
          "The script asks for ${%s}; give it with --set %s=VALUE".formatted(name, name));
    }
    return value;
  }
}
