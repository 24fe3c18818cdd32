package dev.cascade.system.ecosystem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The last lines of each log in a folder. */
public final class LogTails {

  private static final int LINES = 40;

  private LogTails() {}

  /** Those of that folder. */
  public static String of(Path folder) {
    try (Stream<Path> logs = Files.list(folder)) {
      StringBuilder tails = new StringBuilder();
      for (Path log : logs.sorted(Comparator.naturalOrder()).toList()) {
        List<String> lines = Files.readAllLines(log);
        tails.append("==> ").append(log.getFileName()).append('\n');
        lines
            .subList(Math.max(0, lines.size() - LINES), lines.size())
            .forEach(line -> tails.append(line).append('\n'));
      }
      return tails.toString();
    } catch (IOException e) {
      return "The logs under " + folder + " cannot be read: " + e;
    }
  }
}
