package dev.cascade.streams.settings;

import io.smallrye.config.ConfigMappings.ConfigClass;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The keys that a service knows, to tell those that are misspelt. The configuration library by
 * itself refuses an unknown key under a known prefix; it lets pass a misspelt prefix, and every
 * misspelt environment variable, and the service would run with the default.
 */
final class KnownSettings {

  private static final String ROOT = "cascade.";
  private static final String ENVIRONMENT_ROOT = "CASCADE_";

  /** So many characters more, less or other are a slip of the hand. */
  private static final int MOST_SLIPS = 2;

  private static final String ANY = "*";

  private final Set<String> keys = new TreeSet<>();
  private final Set<String> prefixes = new TreeSet<>();

  /** The keys of these mappings. */
  KnownSettings(Collection<Class<?>> mappings) {
    for (Class<?> mapping : mappings) {
      ConfigClass settings = ConfigClass.configClass(mapping);
      prefixes.add(settings.getPrefix() + ".");
      keys.addAll(settings.getProperties().keySet());
    }
  }

  /** What is wrong with the names of properties, whatever their values. */
  List<String> misspeltProperties(Iterable<String> names) {
    List<String> complaints = new ArrayList<>();
    for (String name : names) {
      if (name.startsWith(ROOT) && !isKnown(name, keys)) {
        nearest(name, keys)
            .ifPresent(key ->
                complaints.add(name + " is no setting; " + key + " is, write that or remove it"));
      }
    }
    return complaints;
  }

  /** What is wrong with the names of environment variables, whatever their values. */
  List<String> misspeltVariables(Iterable<String> names) {
    List<String> variables = keys.stream().map(KnownSettings::variable).toList();
    List<String> complaints = new ArrayList<>();
    for (String name : names) {
      if (name.startsWith(ENVIRONMENT_ROOT) && !isKnown(name, variables)) {
        Optional<String> meant = nearest(name, variables);
        if (meant.isPresent()) {
          complaints.add(name + " is no setting; " + meant.get() + " is, write that or remove it");
        } else if (prefixes.stream().anyMatch(prefix -> name.startsWith(variable(prefix)))) {
          complaints.add(name + " is no setting; the README lists those that are; remove it");
        }
      }
    }
    return complaints;
  }

  private static String variable(String key) {
    return key.replaceAll("[^A-Za-z0-9*]", "_").toUpperCase(Locale.ROOT);
  }

  /** A key may have a part that is any name, and a list has numbers in brackets. */
  private static boolean isKnown(String name, Collection<String> known) {
    String plain = name.replaceAll("\\[\\d+]", "");
    return known.contains(plain)
        || known.stream()
            .anyMatch(key ->
                key.contains(ANY)
                    ? plain.matches(Pattern.quote(key).replace(ANY, "\\E.+\\Q"))
                    : plain.matches(Pattern.quote(key) + "_\\d+_"));
  }

  private static Optional<String> nearest(String name, Collection<String> known) {
    return known.stream().filter(key -> slips(name, key) <= MOST_SLIPS).findFirst();
  }

  /** Characters to add, leave out or change; more than the most when they are more. */
  private static int slips(String one, String other) {
    if (Math.abs(one.length() - other.length()) > MOST_SLIPS) {
      return MOST_SLIPS + 1;
    }
    int[] before = new int[other.length() + 1];
    java.util.Arrays.setAll(before, place -> place);
    for (int row = 1; row <= one.length(); row++) {
      int[] now = new int[other.length() + 1];
      now[0] = row;
      for (int column = 1; column <= other.length(); column++) {
        int change = one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1;
        now[column] =
            Math.min(Math.min(now[column - 1], before[column]) + 1, before[column - 1] + change);
      }
      before = now;
    }
    return before[other.length()];
  }
}
