package dev.cascade.bench.peers;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * What a peer's process is told, in a file.
 *
 * @param kafka how a client gets to the broker
 * @param prefix what the peer's topics, groups and applications begin with
 * @param port where the process listens
 * @param folder for its state
 * @param database how JDBC gets to its tables; empty for a peer without
 */
public record PeerSettings(
    Map<String, String> kafka, String prefix, int port, Path folder, String database) {

  private static final String KAFKA = "kafka.";

  /** Writes them for {@link #read}. */
  public void write(Path file) throws IOException {
    Properties all = new Properties();
    kafka.forEach((name, value) -> all.setProperty(KAFKA + name, value));
    all.setProperty("prefix", prefix);
    all.setProperty("port", Integer.toString(port));
    all.setProperty("folder", folder.toString());
    all.setProperty("database", database);
    Files.createDirectories(file.toAbsolutePath().getParent());
    try (Writer writer = Files.newBufferedWriter(file)) {
      all.store(writer, null);
    }
  }

  /** Those in a file. */
  public static PeerSettings read(Path file) throws IOException {
    Properties all = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      all.load(reader);
    }
    Map<String, String> kafka = new HashMap<>();
    all.stringPropertyNames().stream()
        .filter(name -> name.startsWith(KAFKA))
        .forEach(name -> kafka.put(name.substring(KAFKA.length()), all.getProperty(name)));
    return new PeerSettings(
        Map.copyOf(kafka),
        all.getProperty("prefix", ""),
        Integer.parseInt(all.getProperty("port", "0")),
        Path.of(all.getProperty("folder", "")),
        all.getProperty("database", ""));
  }

  /** The name of one of the peer's topics, groups or applications. */
  public String named(String name) {
    return prefix + name;
  }
}
