package dev.cascade.streams.desk;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where to go on reading; in text {@code <partition>-<offset>}, with dots between several.
 *
 * @param offsets by partition
 */
public record Cursor(Map<Integer, Long> offsets) {

  private static final Pattern DOT = Pattern.compile("\\.");
  private static final int MOST_PARTITIONS = 1_000;

  /** The cursor that the text says; empty when it is none. */
  public static Optional<Cursor> parse(String text) {
    Map<Integer, Long> offsets = new TreeMap<>();
    for (String part : DOT.split(text, MOST_PARTITIONS)) {
      Optional<LetterId> place = LetterId.parse(part);
      if (place.isEmpty()) {
        return Optional.empty();
      }
      offsets.put(place.get().partition(), place.get().offset());
    }
    return Optional.of(new Cursor(offsets));
  }

  @Override
  public String toString() {
    return new TreeMap<>(offsets)
        .entrySet().stream()
            .map(entry -> entry.getKey() + "-" + entry.getValue())
            .collect(Collectors.joining("."));
  }
}
