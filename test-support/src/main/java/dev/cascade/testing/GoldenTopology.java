package dev.cascade.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.streams.Topology;

/**
 * Pins the description of a topology to a file, so that a change of names, stores or repartition
 * topics, which breaks a running system's state, is seen in review.
 *
 * <p>Run the test with {@code -Dgolden.update=true} to accept the present description.
 */
public final class GoldenTopology {

  private static final String UPDATE = "golden.update";

  private GoldenTopology() {}

  /** Compares with {@code src/test/resources/golden/<name>.txt} of the module under test. */
  public static void assertMatches(Topology topology, String name) {
    assertMatches(topology.describe().toString(), file(name), Boolean.getBoolean(UPDATE));
  }

  static void assertMatches(String description, Path golden, boolean update) {
    String actual = description.strip() + "\n";
    if (update) {
      write(golden, actual);
      return;
    }
    if (!Files.exists(golden)) {
      throw new AssertionError(
          "No golden file " + golden + "; write it with -D" + UPDATE + "=true:\n" + actual);
    }
    String expected = read(golden);
    if (!expected.equals(actual)) {
      throw new AssertionError(
          "The topology is not the one in %s (-: golden, +: now). Accept it with -D%s=true.%n%s"
              .formatted(golden, UPDATE, diff(expected, actual)));
    }
  }

  private static Path file(String name) {
    Path module = Path.of(System.getProperty("basedir", ""));
    return module.resolve("src/test/resources/golden").resolve(name + ".txt");
  }

  private static String diff(String expected, String actual) {
    List<String> lines = LineDiff.between(expected.lines().toList(), actual.lines().toList());
    return String.join("\n", lines);
  }

  private static String read(Path golden) {
    try {
      return Files.readString(golden).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + golden, e);
    }
  }

  private static void write(Path golden, String description) {
    try {
      Files.createDirectories(golden.toAbsolutePath().getParent());
      Files.writeString(golden, description);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + golden, e);
    }
  }
}
