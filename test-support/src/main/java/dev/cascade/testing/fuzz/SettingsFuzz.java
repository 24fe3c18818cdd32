package dev.cascade.testing.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.testing.Seed;
import dev.cascade.testing.Seeds;
import dev.cascade.testing.SettingsOf;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Gives every documented setting of a mapping any value of a seeded grammar, several at once. Each
 * is either refused with a message that names its key, or taken; what is taken is a value that a
 * program can count with.
 */
public final class SettingsFuzz<T> {

  /** In the place of a name that anybody gives; the library tells it without its prefix. */
  private static final String ANY = "some-name";

  private static final int SEEDS = 400;

  /** Kafka takes it for its own default. */
  private static final int NONE = -1;

  private static final Duration LONGEST = Duration.ofDays(36_500);

  /** Durations of more than a long of seconds are missing: the library refuses them without key. */
  private static final List<String> VALUES =
      List.of(
          "",
          " ",
          "x",
          "null",
          "true",
          "no",
          "0",
          "-1",
          "1",
          "2",
          "1.5",
          "-0.0",
          "NaN",
          "Infinity",
          "1e400",
          "2147483647",
          "2147483648",
          "-2147483648",
          "9223372036854775807",
          "99999999999999999999",
          "0x10",
          "1_000",
          "１２",
          "PT0S",
          "PT-1S",
          "PT1S",
          "-PT5M",
          "5s",
          "5 s",
          "5S",
          "P1D",
          "P100000000D",
          "9223372036854775807ms",
          "1h1",
          ",",
          "a,,b",
          "a:b",
          ":",
          "localhost:99999",
          "http://",
          "http://[",
          "\0",
          "\n",
          "../..",
          "/nowhere/at/all",
          "ü",
          "x".repeat(100_000),
          "${nobody}",
          "EUR",
          "eur",
          "EURO");

  private final Class<T> mapping;
  private final Function<T, List<String>> rules;
  private final List<String> keys;
  private final Map<String, String> needed;

  private SettingsFuzz(
      Class<T> mapping, Map<String, String> needed, Function<T, List<String>> rules) {
    this.mapping = mapping;
    this.needed = needed;
    this.rules = rules;
    this.keys =
        ConfigClass.configClass(mapping).getProperties().keySet().stream()
            .filter(key -> !key.contains("["))
            .map(key -> key.replace("*", ANY))
            .sorted()
            .toList();
  }

  /**
   * Draws them.
   *
   * @param needed what has no default and is right
   * @param rules what is wrong with settings that could be read
   */
  public static <T> void of(
      Class<T> mapping, Map<String, String> needed, Function<T, List<String>> rules) {
    SettingsFuzz<T> fuzz = new SettingsFuzz<>(mapping, needed, rules);
    assertThat(fuzz.keys).isNotEmpty();
    Seeds.forEach(SEEDS, fuzz::run);
  }

  private void run(Seed seed) {
    Map<String, String> drawn = new HashMap<>();
    int count = seed.intBetween(1, 3);
    for (int number = 0; number < count; number++) {
      drawn.put(seed.oneOf(keys), seed.oneOf(VALUES));
    }
    Map<String, String> values = new HashMap<>(needed);
    values.putAll(drawn);
    T settings;
    try {
      settings = SettingsOf.of(mapping, values);
    } catch (RuntimeException e) {
      String told = messages(e);
      assertThat(drawn.keySet())
          .as("keys that are named in %s", e)
          .anyMatch(key -> told.contains(key) || (key.contains(ANY) && told.contains(ANY)));
      return;
    }
    List<String> complaints = rules.apply(settings);
    if (complaints.isEmpty()) {
      countable(settings, drawn);
    }
    assertThat(complaints)
        .as("what is told of %s", drawn)
        .allMatch(it -> drawn.keySet().stream().anyMatch(key -> it.contains(last(key))))
        .allMatch(it -> it.matches("(?s)cascade\\.[a-z0-9.-]+ .*"));
  }

  /** Where two contradict each other, the other one may be told, with the name of this one. */
  private static String last(String key) {
    return key.substring(key.lastIndexOf('.') + 1);
  }

  private static String messages(Throwable failure) {
    StringBuilder all = new StringBuilder();
    for (@Nullable Throwable next = failure; next != null; next = next.getCause()) {
      all.append(next.getMessage()).append('\n');
    }
    return all.toString();
  }

  /** Goes through everything that was taken. */
  private static void countable(Object settings, Map<String, String> drawn) {
    for (Class<?> type : settings.getClass().getInterfaces()) {
      for (Method method : type.getMethods()) {
        if (method.getParameterCount() == 0 && method.getDeclaringClass() != Object.class) {
          countableValue(value(settings, method), method.getName(), drawn);
        }
      }
    }
  }

  private static void countableValue(
      @Nullable Object value, String name, Map<String, String> drawn) {
    switch (value) {
      case null -> {}
      case Duration time ->
          assertThat(time)
              .as("%s, which was taken from %s", name, drawn)
              .isBetween(Duration.ZERO, LONGEST);
      case Integer number ->
          assertThat(number)
              .as("%s, which was taken from %s", name, drawn)
              .isGreaterThanOrEqualTo(NONE);
      case Long number ->
          assertThat(number)
              .as("%s, which was taken from %s", name, drawn)
              .isGreaterThanOrEqualTo((long) NONE);
      case Double number ->
          assertThat(number).as("%s, which was taken from %s", name, drawn).isFinite();
      case Optional<?> maybe -> maybe.ifPresent(it -> countableValue(it, name, drawn));
      case Collection<?> all -> all.forEach(each -> countableValue(each, name, drawn));
      case Map<?, ?> all -> all.values().forEach(each -> countableValue(each, name, drawn));
      default -> {
        if (value.getClass().getPackageName().startsWith("dev.cascade")) {
          countable(value, drawn);
        }
      }
    }
  }

  private static @Nullable Object value(Object settings, Method method) {
    try {
      method.setAccessible(true);
      return method.invoke(settings);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new AssertionError("Cannot read " + method, e);
    }
  }
}
