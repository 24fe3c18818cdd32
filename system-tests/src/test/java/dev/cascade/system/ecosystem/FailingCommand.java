package dev.cascade.system.ecosystem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What {@code ./cascade} says of something that it cannot do. */
public final class FailingCommand {

  private FailingCommand() {}

  /**
   * Runs it with a state folder and ports of its own, where nothing was ever started.
   *
   * @throws AssertionError when it does not end by itself
   */
  public static EndedProcess of(List<String> arguments, Map<String, String> environment) {
    try {
      Path home = Files.createTempDirectory("cascade-home");
      Path output = home.resolve("output.txt");
      List<String> command =
          new ArrayList<>(List.of(HomeEcosystem.repository().resolve("cascade").toString()));
      command.addAll(arguments);
      ProcessBuilder builder =
          new ProcessBuilder(command).directory(HomeEcosystem.repository().toFile());
      builder
          .environment()
          .putAll(
              Map.of(
                  "CASCADE_HOME", home.toString(),
                  "CASCADE_PORT_OFFSET", Integer.toString(PortOffset.free()),
                  "CASCADE_NO_BUILD", "1"));
      builder.environment().putAll(environment);
      return EndedProcess.of(builder, output, EndedProcess.USUAL_BOUND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
