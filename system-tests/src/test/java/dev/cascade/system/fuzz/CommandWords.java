package dev.cascade.system.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Draws what people type after {@code ./cascade}: commands that only look, or do something to what
 * runs in their own home, with words of any kind. Those that build or start something are left out.
 */
public final class CommandWords {

  private static final int MOST_WORDS = 5;
  private static final List<String> COMMANDS =
      List.of(
          "status",
          "logs",
          "tail",
          "lineage",
          "kill",
          "down",
          "token",
          "reconcile",
          "dead-letters",
          "dead-letters list",
          "dead-letters show",
          "dead-letters replay",
          "dead-letters discard",
          "check-vulnerabilities",
          "no-such-command",
          "",
          "-x",
          "@/");

  private static final List<String> WORDS =
      List.of(
          "orders",
          "kafka",
          "nobody",
          "0-17",
          "",
          "-1",
          "99999999999999999999",
          "yesterday",
          "2030-01-31T12:00:00Z",
          "pom.xml",
          "/",
          "\n",
          "--",
          "-",
          "=",
          "@",
          "@/",
          "*",
          "$HOME",
          "'",
          "\"",
          "ü🛒",
          "x".repeat(10_000),
          "-n",
          "-n=5",
          "--raw",
          "--json",
          "--count=2",
          "--count",
          "--from",
          "--to=yesterday",
          "--statement",
          "--account",
          "--days=99999999999",
          "--service=orders",
          "--service",
          "--why=it",
          "--role=customer",
          "--role",
          "--minutes=0",
          "--help",
          "--nonsense");

  private final Random random;

  /** Draws from there. */
  public CommandWords(Random random) {
    this.random = random;
  }

  /** The words of one command. */
  public List<String> next() {
    List<String> words = new ArrayList<>(List.of(oneOf(COMMANDS).split(" ")));
    for (int count = random.nextInt(MOST_WORDS); count > 0; count--) {
      words.add(oneOf(WORDS));
    }
    return words;
  }

  private String oneOf(List<String> options) {
    return options.get(random.nextInt(options.size()));
  }
}
