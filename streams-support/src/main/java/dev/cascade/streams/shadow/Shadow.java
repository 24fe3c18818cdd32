package dev.cascade.streams.shadow;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;

/**
 * What a process is told that is not the service but its shadow.
 *
 * @param name begins the names of all groups and topics that are its own
 * @param until the moment at which its clock stops, when the history is over
 * @param cuts of each application that runs, the offsets before which its input ends; input that is
 *     not named ends where it ends when the application starts
 */
public record Shadow(String name, Instant until, Map<String, Map<TopicPartition, Long>> cuts) {

  private static final Pattern NAME = Pattern.compile("shadow-[a-z0-9-]{1,40}");
  private static final Pattern CUT = Pattern.compile("([a-z0-9-]+)/([A-Za-z0-9._-]+)-(\\d{1,6})");

  /** Refuses a name that could be that of a topic or group of others. */
  public Shadow {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("name must match " + NAME + ", not " + name);
    }
    if (cuts.isEmpty()) {
      throw new IllegalArgumentException("it names no application");
    }
    cuts = Map.copyOf(cuts);
  }

  /**
   * Reads it from a properties file: {@code name}, {@code until}, and for each input {@code
   * APPLICATION/TOPIC-PARTITION=OFFSET}.
   *
   * @throws IllegalArgumentException saying what is wrong with the file
   */
  public static Shadow read(Path file) {
    Properties lines = new Properties();
    try (Reader text = Files.newBufferedReader(file)) {
      lines.load(text);
    } catch (IOException e) {
      throw new IllegalArgumentException("it cannot be read", e);
    }
    String name = Objects.requireNonNullElse((String) lines.remove("name"), "");
    String until = Objects.requireNonNullElse((String) lines.remove("until"), "");
    try {
      return new Shadow(name, Instant.parse(until), cuts(lines));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("until is no moment: " + until, e);
    }
  }

  private static Map<String, Map<TopicPartition, Long>> cuts(Properties lines) {
    Map<String, Map<TopicPartition, Long>> cuts = new TreeMap<>();
    for (String key : lines.stringPropertyNames()) {
      Matcher cut = CUT.matcher(key);
      String offset = lines.getProperty(key);
      if (!cut.matches() || !offset.matches("\\d{1,18}")) {
        throw new IllegalArgumentException("it has the line " + key + "=" + offset);
      }
      cuts.computeIfAbsent(cut.group(1), _ -> new TreeMap<>(Shadow::compare))
          .put(
              new TopicPartition(cut.group(2), Integer.parseInt(cut.group(3))),
              Long.parseLong(offset));
    }
    return cuts;
  }

  static int compare(TopicPartition one, TopicPartition other) {
    int topics = one.topic().compareTo(other.topic());
    return topics == 0 ? Integer.compare(one.partition(), other.partition()) : topics;
  }

  /** What is wrong with such a file; empty when it can be used. */
  public static Optional<String> complaint(Path file) {
    try {
      read(file);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(Objects.requireNonNullElse(e.getMessage(), "it cannot be used"));
    }
  }

  /** What the names of its groups and topics begin with. */
  public String prefix() {
    return name + ".";
  }

  /** What takes the place of a group, an application id or a topic of the service. */
  public String own(String name) {
    return name.startsWith(prefix()) ? name : prefix() + name;
  }

  /** The configuration by which every Kafka client of the process writes to {@link #own} topics. */
  public Map<String, String> clientSettings() {
    return Map.of(
        "interceptor.classes", OwnTopics.class.getName(), OwnTopics.PREFIX_CONFIG, prefix());
  }

  /** The cut of an application's input; empty for an application that does not run. */
  public Optional<Map<TopicPartition, Long>> cut(String application) {
    return Optional.ofNullable(cuts.get(application));
  }
}
