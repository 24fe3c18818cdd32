package dev.cascade.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.cascade.system.ecosystem.ForeignTool;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * The tests of the Node.js consumer, which bring their own broker and registry. Node is installed
 * where the system's packages permit it; where it cannot be had, the test says so and is skipped.
 */
class NodeConsumerTest {

  private final ForeignTool node = new ForeignTool("node-email-consumer");

  @Test
  void anotherTeamReadsTheMailRequestsWithoutTheJvm() throws IOException {
    if (!node.succeeds("npm", "--version") && !node.installs("nodejs", "npm")) {
      abort("There is no npm here, and it cannot be installed: the Node.js consumer is not tested");
    }

    node.run("npm", "ci", "--no-audit", "--no-fund");
    String said = node.run("npm", "test");

    assertThat(said).contains("fail 0");
  }
}
