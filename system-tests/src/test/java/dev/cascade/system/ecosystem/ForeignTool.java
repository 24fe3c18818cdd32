package dev.cascade.system.ecosystem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Programs that are not written in Java, run in the folder of an example. */
public final class ForeignTool {

  private static final Duration BOUND = Duration.ofMinutes(5);

  private final Path folder;
  private final Path output;

  /** Tools for {@code deploy/examples/NAME}. */
  public ForeignTool(String example) {
    this.folder = HomeEcosystem.repository().resolve("deploy/examples").resolve(example);
    this.output = HomeEcosystem.repository().resolve("system-tests/target/" + example + ".txt");
  }

  /** Whether the command is there and ends with 0. */
  public boolean succeeds(String... command) {
    try {
      return ended(command).exitCode() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether the system's packages are there now. */
  public boolean installs(String... packages) {
    String[] install =
        Stream.concat(
                Stream.of("apt-get", "install", "-y", "--no-install-recommends"),
                Stream.of(packages))
            .toArray(String[]::new);
    return succeeds("apt-get", "update") && succeeds(install);
  }

  /**
   * What the command says, errors too.
   *
   * @throws AssertionError when it fails or hangs
   */
  public String run(String... command) throws IOException {
    EndedProcess ended = ended(command);
    assertThat(ended.exitCode()).as("%s:%n%s", String.join(" ", command), ended.output()).isZero();
    return ended.output();
  }

  private EndedProcess ended(String... command) throws IOException {
    Files.createDirectories(output.getParent());
    ProcessBuilder builder = new ProcessBuilder(List.of(command)).directory(folder.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
    return EndedProcess.of(builder, output, BOUND);
  }
}
