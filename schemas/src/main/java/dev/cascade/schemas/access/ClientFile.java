package dev.cascade.schemas.access;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

/** The properties file by which a Kafka client proves who it is, as Kafka's own tools take it. */
public final class ClientFile {

  private static final Pattern SECURITY = Pattern.compile("(security|sasl|ssl)\\..+");

  private ClientFile() {}

  /**
   * The settings that it holds, whichever they are.
   *
   * @throws IOException when it cannot be read
   * @throws IllegalArgumentException when it is no properties file
   */
  public static Map<String, String> settings(Path file) throws IOException {
    Properties read = new Properties();
    try (Reader text = Files.newBufferedReader(file)) {
      read.load(text);
    }
    Map<String, String> settings = new HashMap<>();
    read.stringPropertyNames().forEach(key -> settings.put(key, read.getProperty(key)));
    return settings;
  }

  /** The keys that have nothing to do with security, in their order; none has its value with it. */
  public static List<String> keysBeyondSecurity(Map<String, String> settings) {
    return settings.keySet().stream()
        .filter(key -> !SECURITY.matcher(key).matches())
        .sorted()
        .toList();
  }
}
