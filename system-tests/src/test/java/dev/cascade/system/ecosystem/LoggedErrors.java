package dev.cascade.system.ecosystem;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The errors that services and console log from some moment on. The logs are read, not the journal:
 * that folds repeats, loses what does not fit, and the console writes none.
 */
public final class LoggedErrors {

  /** As Quarkus begins a line, or as the JVM tells of what no thread caught. */
  private static final Pattern ERROR =
      Pattern.compile("[0-9-]{10} [0-9:]{8},[0-9]{3} (ERROR|FATAL) .*|Exception in thread .*");

  private final Map<Path, Long> lengths = new LinkedHashMap<>();

  private LoggedErrors(Stream<Path> logs) {
    logs.forEach(log -> lengths.put(log, length(log)));
  }

  /** Those that are logged after this. */
  public static LoggedErrors fromNow(Ecosystem ecosystem) {
    return fromNow(
        Stream.concat(Ecosystem.SERVICES.stream(), Stream.of("console"))
            .map(part -> ecosystem.logs().resolve(part + ".log")));
  }

  static LoggedErrors fromNow(Stream<Path> logs) {
    return new LoggedErrors(logs);
  }

  /** Their first lines, each with the name of its log. */
  public List<String> lines() {
    return lengths.entrySet().stream()
        .flatMap(log ->
            since(log.getKey(), log.getValue())
                .lines()
                .filter(line -> ERROR.matcher(line).matches())
                .map(line -> log.getKey().getFileName() + ": " + line))
        .toList();
  }

  private static String since(Path log, long length) {
    try {
      byte[] all = Files.readAllBytes(log);
      return new String(Arrays.copyOfRange(all, Math.toIntExact(length), all.length), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long length(Path log) {
    try {
      return Files.size(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
