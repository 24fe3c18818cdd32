package dev.cascade.local.run;

import dev.cascade.local.secrets.BrokerSecrets;
import dev.cascade.local.secrets.TokenSecrets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where this ecosystem lives on the machine.
 *
 * @param root the checkout
 * @param home the one folder that holds all state
 * @param portOffset added to every port, so that several can run side by side
 */
public record Installation(Path root, Path home, int portOffset) {

  private static final Duration TOKEN_OF_A_COMMAND = Duration.ofMinutes(15);
  private static final int HIGHEST_PORT = 65_535;
  private static final int HIGHEST_DEFAULT_PORT = 9_097;

  /** Checks that every port stays a port. */
  public Installation {
    if (portOffset < 0 || portOffset > HIGHEST_PORT - HIGHEST_DEFAULT_PORT) {
      throw new IllegalArgumentException(
          "CASCADE_PORT_OFFSET must be between 0 and "
              + (HIGHEST_PORT - HIGHEST_DEFAULT_PORT)
              + ", not "
              + portOffset);
    }
  }

  /**
   * Reads {@code CASCADE_HOME} and {@code CASCADE_PORT_OFFSET}.
   *
   * @throws IllegalArgumentException when the offset is no number or too large
   */
  public static Installation of(Path root, Map<String, String> environment) {
    Path checkout = root.toAbsolutePath().normalize();
    Path home = checkout.resolve(filled(environment.get("CASCADE_HOME"), ".cascade"));
    return new Installation(
        checkout,
        home.toAbsolutePath().normalize(),
        number(filled(environment.get("CASCADE_PORT_OFFSET"), "0")));
  }

  /** The port that a default port is shifted to. */
  public int port(int defaultPort) {
    return defaultPort + portOffset;
  }

  /** The base URL of whatever has that default port. */
  public String url(int defaultPort) {
    return "http://localhost:" + port(defaultPort);
  }

  /** The sample data's files. */
  public Path sampleData() {
    return root.resolve("deploy/local/src/main/data");
  }

  /** Where a server keeps its state. */
  public Path data(String server) {
    return home.resolve("data").resolve(server);
  }

  /** What the broker and its users prove who they are with; there is none unless it is secured. */
  public BrokerSecrets secrets() {
    return new BrokerSecrets(home.resolve("secrets"));
  }

  /**
   * A token for what a command does, good for a few minutes; none unless the home is secured.
   *
   * @param role what the command needs to be
   */
  public Optional<String> token(String role) {
    TokenSecrets tokens = secrets().tokens();
    return tokens.exist()
        ? Optional.of(tokens.token("cascade-command", List.of(role), TOKEN_OF_A_COMMAND))
        : Optional.empty();
  }

  /** A server's log. */
  public Path log(String server) {
    return home.resolve("logs").resolve(server + ".log");
  }

  private static String filled(@Nullable String value, String otherwise) {
    return value == null || value.isBlank() ? otherwise : value.strip();
  }

  private static int number(String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("CASCADE_PORT_OFFSET is not a number: " + value, e);
    }
  }
}
