package dev.cascade.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The tests of the Node.js consumer, which bring their own broker and registry. Node is installed
 * where the system's packages permit it; where it cannot be had, the test says so and is skipped.
 */
class NodeConsumerTest {

  private static final Duration BOUND = Duration.ofMinutes(5);

  private final Path module = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
  private final Path example = module.resolveSibling("deploy/examples/node-email-consumer");

  @Test
  void anotherTeamReadsTheMailRequestsWithoutTheJvm() throws Exception {
    if (!succeeds("npm", "--version")) {
      installNode();
    }

    run("npm", "ci", "--no-audit", "--no-fund");
    String said = run("npm", "test");

    assertThat(said).contains("fail 0");
  }

  private void installNode() throws Exception {
    boolean installed =
        succeeds("apt-get", "update")
            && succeeds("apt-get", "install", "-y", "--no-install-recommends", "nodejs", "npm");
    if (!installed) {
      abort("There is no npm here, and it cannot be installed: the Node.js consumer is not tested");
    }
  }

  private boolean succeeds(String... command) throws Exception {
    try {
      return started(command).exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private String run(String... command) throws Exception {
    Process process = started(command);
    String said = Files.readString(output());
    assertThat(process.exitValue()).as("%s:%n%s", String.join(" ", command), said).isZero();
    return said;
  }

  private Process started(String... command) throws IOException, InterruptedException {
    Files.createDirectories(output().getParent());
    ProcessBuilder builder =
        new ProcessBuilder(List.of(command))
            .directory(example.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output().toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
    Process process = builder.start();
    if (!process.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS)) {
      process.destroy();
      throw new AssertionError(String.join(" ", command) + " hangs");
    }
    return process;
  }

  private Path output() {
    return module.resolve("target/node-consumer.txt");
  }
}
