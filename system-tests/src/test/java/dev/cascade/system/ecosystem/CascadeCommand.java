package dev.cascade.system.ecosystem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs the repository's own {@code ./cascade} as a user would, with its output in a file. */
final class CascadeCommand {

  private final Path root;
  private final Map<String, String> environment;
  private final Path output;

  /**
   * The command for one home.
   *
   * @param portOffset added to every port
   */
  CascadeCommand(Path home, int portOffset) {
    this(
        HomeEcosystem.repository(),
        Map.of(
            "CASCADE_HOME", home.toString(),
            "CASCADE_PORT_OFFSET", Integer.toString(portOffset),
            "CASCADE_NO_BUILD", "1"),
        home.resolveSibling(home.getFileName() + "-output.txt"));
  }

  private CascadeCommand(Path root, Map<String, String> environment, Path output) {
    this.root = root;
    this.environment = environment;
    this.output = output;
  }

  /** The same command of a user who has set these variables, too. */
  CascadeCommand with(Map<String, String> variables) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(variables);
    return new CascadeCommand(root, all, output);
  }

  /**
   * Runs it to its end.
   *
   * @throws AssertionError when it fails or takes longer than the bound
   */
  String run(Duration bound, String... arguments) {
    EndedProcess ended = end(bound, arguments);
    if (ended.exitCode() != 0) {
      throw new AssertionError(
          "./cascade %s ends with %d:%n%s"
              .formatted(String.join(" ", arguments), ended.exitCode(), ended.output()));
    }
    return ended.output();
  }

  /**
   * Runs it to its end, whatever that is.
   *
   * @throws AssertionError when it takes longer than the bound
   */
  EndedProcess end(Duration bound, String... arguments) {
    List<String> command = new ArrayList<>(List.of(root.resolve("cascade").toString()));
    command.addAll(List.of(arguments));
    try {
      Files.createDirectories(output.getParent());
      ProcessBuilder builder = new ProcessBuilder(command).directory(root.toFile());
      builder.environment().putAll(environment);
      return EndedProcess.of(builder, output, bound);
    } catch (IOException e) {
      throw new AssertionError("Cannot run " + command, e);
    }
  }
}
