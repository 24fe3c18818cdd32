package dev.cascade.system.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Random;

/** Draws bodies: objects with fields that a service knows, of any type, and what is no JSON. */
final class JsonGrammar {

  private static final int MEGABYTE = 1 << 20;
  private static final List<String> SCALARS =
      List.of(
          "null",
          "true",
          "0",
          "1",
          "-1",
          "1.5",
          "1e400",
          "-1e-400",
          "99999999999999999999",
          "9".repeat(200),
          "\"\"",
          "\"fuzz-1\"",
          "\"fuzz-2\"",
          "\"EUR\"",
          "\"1.00\"",
          "\"-1\"",
          "\"TRANSFER\"",
          "\"2030-01-01T00:00:00Z\"",
          "\"\\u0000\\ud800\"",
          "\"\\x\"",
          "\"caf\u00e9 \u5c71\"",
          "NaN",
          "\"" + "x".repeat(5_000) + "\"");

  private final Random random;
  private final List<String> fields;

  JsonGrammar(Random random, List<String> fields) {
    this.random = random;
    this.fields = fields;
  }

  byte[] body() {
    return switch (random.nextInt(16)) {
      case 0 -> new byte[0];
      case 1 -> "{".getBytes(UTF_8);
      case 2 -> "[".repeat(5_000).getBytes(UTF_8);
      case 3 -> ("{\"a\":".repeat(500) + "1" + "}".repeat(500)).getBytes(UTF_8);
      case 4 -> "{\"id\":1,\"id\":2}".getBytes(UTF_8);
      case 5 -> new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'};
      case 6 -> new byte[MEGABYTE];
      case 7 -> value(0).getBytes(UTF_8);
      default -> object(0).getBytes(UTF_8);
    };
  }

  private String object(int depth) {
    StringBuilder object = new StringBuilder("{");
    int size = random.nextInt(7);
    for (int i = 0; i < size; i++) {
      object
          .append(i == 0 ? "" : ",")
          .append('"')
          .append(oneOf(fields))
          .append("\":")
          .append(value(depth + 1));
    }
    return object.append('}').toString();
  }

  private String value(int depth) {
    int kind = random.nextInt(depth < 4 ? 10 : 7);
    if (kind < 7) {
      return oneOf(SCALARS);
    }
    return kind < 9 ? "[" + value(depth + 1) + "]" : object(depth);
  }

  private <T> T oneOf(List<T> options) {
    return options.get(random.nextInt(options.size()));
  }
}
