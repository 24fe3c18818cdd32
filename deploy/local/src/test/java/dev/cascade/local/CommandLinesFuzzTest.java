package dev.cascade.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.local.run.Installation;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Whatever the words are, they are understood or refused with a message. They are only parsed:
 * nothing is done. {@code -Dseed=N} repeats a line.
 */
class CommandLinesFuzzTest {

  private static final int SEEDS = 3_000;

  /** Neighbouring seeds draw different lines. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final PrintStream nowhere =
      new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

  @TempDir Path folder;

  @Test
  void whateverIsAskedIsUnderstoodOrRefusedInWords() {
    Long given = Long.getLong("seed");
    long first = given == null ? ThreadLocalRandom.current().nextLong(1L << 52) : given;
    int count = given == null ? SEEDS : 1;
    System.out.printf("Command lines from -Dseed=%d to %d%n", first, first + count - 1);
    Installation installation = Installation.of(folder, Map.of("CASCADE_HOME", "home"));
    CommandLine line = Cascade.line(folder, installation, nowhere);
    for (long seed = first; seed < first + count; seed++) {
      understoodOrRefused(line, seed);
    }
  }

  private static void understoodOrRefused(CommandLine line, long seed) {
    List<String> words = new CommandGrammar(new Random(seed * SPREAD)).line(line.getCommandSpec());
    try {
      line.parseArgs(words.toArray(String[]::new));
    } catch (ParameterException e) {
      assertThat(e.getMessage()).as("-Dseed=%d, %s", seed, words).isNotBlank();
    } catch (RuntimeException e) {
      throw new AssertionError("-Dseed=%d, %s".formatted(seed, words), e);
    }
  }
}
