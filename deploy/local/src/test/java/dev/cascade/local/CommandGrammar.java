package dev.cascade.local;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Draws command lines from what a command knows: its commands and options, with values of any kind,
 * values that are missing, and words that are none of its.
 */
final class CommandGrammar {

  private static final int MOST_WORDS = 6;

  private static final List<String> VALUES =
      List.of(
          "",
          " ",
          "orders",
          "nobody",
          "customer",
          "1",
          "0",
          "-1",
          "1.5",
          "1e3",
          "0x10",
          "2147483648",
          "9223372036854775808",
          "NaN",
          "true",
          "no",
          "2030-01-31T12:00:00Z",
          "+999999999-12-31T23:59:59Z",
          "yesterday",
          "pom.xml",
          "/",
          "../..",
          "\0",
          "\n",
          "localhost:9092",
          "http://[",
          "{",
          "-",
          "--",
          "-x",
          "-fn",
          "--nonsense",
          "=",
          "a=b",
          ",",
          "@",
          "@/",
          "@nowhere",
          "@@",
          "'",
          "\"",
          "${nobody}",
          "${sys:user.name}",
          "help",
          "-h",
          "--help",
          "ü🛒",
          "x".repeat(10_000));

  private final Random random;

  CommandGrammar(Random random) {
    this.random = random;
  }

  /** The words after the command's own name. */
  List<String> line(CommandSpec command) {
    List<String> words = new ArrayList<>();
    CommandSpec asked = command;
    while (!asked.subcommands().isEmpty() && random.nextInt(10) > 0) {
      String name = oneOf(asked.subcommands().keySet().stream().sorted().toList());
      words.add(name);
      asked = asked.subcommands().get(name).getCommandSpec();
    }
    List<OptionSpec> options =
        asked.options().stream().sorted(Comparator.comparing(OptionSpec::longestName)).toList();
    for (int count = random.nextInt(MOST_WORDS); count > 0; count--) {
      if (options.isEmpty() || random.nextInt(3) == 0) {
        words.add(oneOf(VALUES));
      } else {
        words.addAll(option(oneOf(options)));
      }
    }
    return words;
  }

  private List<String> option(OptionSpec option) {
    String name = oneOf(List.of(option.names()));
    boolean takesValue = option.arity().max() > 0;
    return switch (random.nextInt(8)) {
      case 0 -> List.of(name + "=" + oneOf(VALUES));
      case 1 -> List.of(name + oneOf(VALUES));
      case 2 -> List.of(name);
      default -> takesValue ? List.of(name, oneOf(VALUES)) : List.of(name);
    };
  }

  private <T> T oneOf(List<T> options) {
    return options.get(random.nextInt(options.size()));
  }
}
